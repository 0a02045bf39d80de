import {copyFile, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {completionFiles} from '../../binaries/completion.ts';
import {commonOptions} from '../../src/cli/command.ts';
import {valueName} from '../../src/cli/option.ts';
import {topics} from '../../src/cli/own-words.ts';
import {commands} from '../../src/commands/index.ts';
import {withSandbox} from '../sandbox/with-sandbox.ts';
import {cliEnvironment} from '../support/plugin.ts';
import {type Typist, typed} from './completion/typed.ts';

const project = join(import.meta.dirname, '..', '..');

/** A home with a credential file, both plugins' completion beside it, and no cluster. */
async function atHome(t: ExecutionContext): Promise<Typist & {ours: string; theirs: string}> {
	const home = await mkdtemp(join(tmpdir(), 'completion-'));
	t.teardown(() => rm(home, {recursive: true}));
	const [ours, theirs] = [join(home, 'ours', 'completion'), join(home, 'theirs', 'completion')];
	for (const {name, text} of await completionFiles(project)) {
		const file = join(dirname(ours), name);
		await mkdir(dirname(file), {recursive: true});
		await writeFile(file, text);
	}
	await mkdir(join(theirs, 'bash'), {recursive: true});
	await copyFile(
		join(import.meta.dirname, 'completion', 'official-completion.sh'),
		join(theirs, 'bash', 'registry.sh'),
	);
	await mkdir(join(home, '.aws'));
	await writeFile(join(home, '.aws', 'credentials'), '[default]\na = [no]\n\n[registry]\n[ with blanks ]\n[x]\n');
	await mkdir(join(home, 'logs of agents'));
	await writeFile(join(home, 'other-keys'), '[only]\n');
	return {home, ours, theirs, plugins: [ours], cluster: {}};
}

/** The words that a shell makes of a line; where the two differ, bash's and zsh's. */
type Completed = readonly [string, string, string?];

const alone: readonly Completed[] = [
	['dcos reg', '<registry>'],
	['dcos registry ', '<registry><help><install><storage><trust-agents>'],
	['dcos registry t', '<registry><trust-agents>'],
	['dcos registry --', '<registry><--help><--info><--version>'],
	['dcos registry storage ', '<registry><storage><local><s3><show><verify><volume>'],
	['dcos registry help s', '<registry><help><secrets><settings><ssh><storage>'],
	['dcos registry help storage v', '<registry><help><storage><verify><volume>'],
	['dcos registry storage s3 --p', '<registry><storage><s3><--path-style=><--path=><--profile=>'],
	['dcos registry storage s3 --profile ', '<registry><storage><s3><--profile><default><registry><x>'],
	['dcos registry storage s3 --profile=re', '<registry><storage><s3><--profile=registry>'],
	[
		'dcos registry storage s3 --credentials other-keys --profile ',
		'<registry><storage><s3><--credentials><other-keys><--profile><only>',
	],
	[
		'dcos registry storage s3 --dry-run --path-style a',
		'<registry><storage><s3><--dry-run><--path-style><always><auto>',
	],
	[
		'dcos registry trust-agents --type=p',
		'<registry><trust-agents><--type=private><public>',
		'<registry><trust-agents><--type=private><--type=public>',
	],
	['dcos registry install --timeout ', '<registry><install><--timeout><15m>'],
	['dcos registry install --options .aws/c', '<registry><install><--options><.aws/credentials>'],
	['dcos registry install --options=other', '<registry><install><--options=other-keys>'],
	['dcos registry trust-agents --log-dir lo', '<registry><trust-agents><--log-dir><logs of agents/>'],
];

const beside: readonly Completed[] = [
	['dcos registry ', '<registry><add><build><help><install><migrate><storage><trust-agents>'],
	['dcos registry --', '<registry><--help><--info><--version>'],
	['dcos registry a', '<registry><add>'],
	['dcos registry add --', '<registry><add><--dcos-file=><--json>'],
	['dcos registry storage s', '<registry><storage><s3><show>'],
	['dcos registry trust-agents --ch', '<registry><trust-agents><--check>'],
];

for (const shell of ['bash', 'zsh'] as const) {
	const offered = (all: readonly Completed[]) => all.map(([, both, zsh]) => (shell === 'zsh' ? (zsh ?? both) : both));
	const lines = (all: readonly Completed[]) => all.map(([line]) => line);

	test(`${shell} offers commands, flags and their values`, async t => {
		t.deepEqual(await typed(shell, lines(alone), await atHome(t)), offered(alone));
	});

	for (const order of ['before', 'after'] as const) {
		test(`${shell} offers the words of both plugins when the official one is listed ${order} ours`, async t => {
			const {ours, theirs, ...typist} = await atHome(t);
			const plugins = order === 'before' ? [theirs, ours] : [ours, theirs];
			t.deepEqual(await typed(shell, lines(beside), {...typist, plugins}), offered(beside));
		});
	}

	test(`${shell} offers the agents of the attached cluster`, async t => {
		const typist = await atHome(t);
		const {sandbox} = await withSandbox(t, {});
		const hostnames = [...new Set(sandbox.mesosAgents.map(each => each.hostname))].sort();
		const [agents, hosts] = await typed(
			shell,
			['dcos registry trust-agents --agent ', 'dcos registry storage volume --pinned-hostname '],
			{...typist, cluster: cliEnvironment(sandbox)},
		);
		const words = (line = '') => [...line.matchAll(/<([^>]*)>/g)].map(([, word = '']) => word);
		t.deepEqual(words(hosts).slice(4).sort(), hostnames);
		for (const each of hostnames) t.true(words(agents).includes(each));
	});
}

test('every command, topic and flag is in the file, a flag with a value by its equals sign', async t => {
	const [file] = await completionFiles(project);
	const text = file?.text ?? '';
	for (const topic of topics) t.regex(text, new RegExp(`local commands=\\(.*\\b${topic}\\b.*\\)`));
	for (const {words, options} of commands) {
		const name = words.map(word => word.replaceAll('-', '_')).join('_');
		const [, body = ''] = new RegExp(`^__dcos_registry_own_${name}\\(\\) \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text) ?? [];
		for (const [flag, option] of Object.entries({...options, ...commonOptions})) {
			const entry = `        --${flag}${valueName(option) === null ? '' : '='}\n`;
			t.true(body.includes(entry), `${name} ${flag}`);
		}
	}
});
