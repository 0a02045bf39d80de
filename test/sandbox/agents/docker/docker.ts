// The `docker` of an agent, started as docker.ts CERTS_D NAMES WORD…: where the agent keeps things, then what was typed.
import {describeError} from './daemon-error.ts';
import {daemonFacts, printFacts} from './daemon-facts.ts';
import {parseReference} from './image-reference.ts';
import {pullImage} from './pull.ts';

// Docker's own limit for the first answer of a registry.
const patience = 15_000;

const [certsD = '', names = '', verb = '', ...words] = process.argv.slice(2);

const verbs: Record<string, () => Promise<string> | string> = {
	pull: () => pullImage(parseReference(words.at(-1) ?? ''), {certsD, names, patience}),
	version: () => printFacts(daemonFacts.version, words),
	info: () => printFacts(daemonFacts.info, words),
	ps: () => 'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n',
};

try {
	const run = verbs[verb];
	if (!run) throw new Error(`docker: '${verb}' is not a docker command.\nSee 'docker --help'`);
	process.stdout.write(await run());
} catch (error) {
	process.stderr.write(`${describeError(error)}\n`);
	process.exitCode = 1;
}
