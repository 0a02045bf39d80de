// The `docker` of an agent, started as docker.ts SETTING WORD…: a DockerSetting in JSON, then what was typed.
import {existsSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {curlExitCode} from './curl.ts';
import {DaemonError, describeError, NoDaemonError} from './daemon-error.ts';
import {infoFacts, listFacts, versionFacts} from './daemon-facts.ts';
import type {DockerSetting} from './docker-setting.ts';
import {parseReference} from './image-reference.ts';
import {insecureRegistries} from './insecure-registries.ts';
import {pullImage} from './pull.ts';
import {fillTemplate} from './template.ts';

// Docker's own limit for the first answer of a registry.
const patience = 15_000;
const deadProxy = '127.0.0.1:3128';

const [settingText = '{}', verb = '', ...words] = process.argv.slice(2);
const setting: DockerSetting = JSON.parse(settingText);

const verbs: Record<string, () => Promise<string> | string> = {
	pull,
	version: () => print(versionFacts),
	info: async () => print(infoFacts(await circumstances())),
	ps: () => (words.some(word => /^(-\w*q|--quiet|--format)/.test(word)) ? '' : listOfContainers),
};

const listOfContainers = 'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n';

async function circumstances() {
	const proxy = setting.trouble === 'proxy' ? `http://${deadProxy}` : null;
	return {insecure: await insecureRegistries(setting), proxy};
}

async function pull(): Promise<string> {
	const reference = parseReference(words.at(-1) ?? '');
	if (setting.trouble === 'hangs') await delay(600_000);
	const asked = `Get "https://${reference.registry}/v2/"`;
	if (setting.trouble === 'proxy') {
		throw new DaemonError(`${asked}: proxyconnect tcp: dial tcp ${deadProxy}: connect: connection refused`);
	}
	const {insecure} = await circumstances();
	return pullImage(reference, {...setting, patience, isSecure: !insecure.includes(reference.registry)});
}

function print(facts: object): string {
	const [, given] = /^--format=(.*)$/s.exec(words.find(word => word.startsWith('--format=')) ?? '') ?? [];
	const place = words.findIndex(word => word === '--format' || word === '-f');
	const template = given ?? (place < 0 ? undefined : words[place + 1]);
	return template === undefined ? listFacts(facts) : `${fillTemplate(template, facts)}\n`;
}

/** A template of `docker info` has nothing to be filled with, and Docker 20.10 says that and no more. */
function withoutDaemon(error: NoDaemonError): string {
	const [field] = /\.RegistryConfig[.\w]*/.exec(words.join(' ')) ?? [];
	if (verb !== 'info' || field === undefined) return describeError(error);
	return `template: :1:23: executing "" at <${field}>: reflect: indirection through nil pointer to embedded struct field Info`;
}

// The agent's curl is here too, because it has to resolve the same names.
if (verb === 'curl') process.exit(await curlExitCode(words, {...setting, patience}));
try {
	const run = verbs[verb];
	if (!run) throw new Error(`docker: '${verb}' is not a docker command.\nSee 'docker --help'`);
	if (existsSync(setting.stopped)) throw new NoDaemonError();
	process.stdout.write(await run());
} catch (error) {
	// The two that describe things print what they have: without a daemon, an empty line.
	if (error instanceof NoDaemonError && ['version', 'info'].includes(verb)) process.stdout.write('\n');
	process.stderr.write(`${error instanceof NoDaemonError ? withoutDaemon(error) : describeError(error)}\n`);
	process.exitCode = 1;
}
