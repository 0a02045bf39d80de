import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {withoutComments} from './architecture.ts';
import {bareValues} from './command-lines.ts';

const src = join(import.meta.dirname, '../src');

/** Values that are words of ours, or that are quoted as a whole. */
const ours: Readonly<Record<string, string>> = {
	'cli/exclusions.ts': 'names of flags',
	'cli/source.ts': 'names of flags, and what the option itself gives as an example',
	'cli/unknown-word.ts': 'words of the plugin',
	'commands/storage-s3.ts': 'one of two commands',
	'dcos/refused.ts': 'quoted by commandLine',
	'install/package-step.ts': 'quoted by commandLine',
	'ssh/check-version.ts': 'no command',
	'ssh/ssh-arguments.ts': 'a path that has no other signs, see shared-proxy',
	'storage/explain-address.ts': 'always or never',
};

test('no value stands bare in a command that is to be pasted', async t => {
	const paths = (await readdir(src, {recursive: true})).filter(path => path.endsWith('.ts'));
	const sources = await Promise.all(
		paths.map(async path => ({path, text: withoutComments(await readFile(join(src, path), 'utf8'))})),
	);
	const bare = bareValues(sources.filter(({path}) => !path.startsWith('trust/on-agent/')));
	t.deepEqual(
		bare.filter(each => ours[each.split(':')[0] ?? ''] === undefined),
		[],
	);
	for (const path of Object.keys(ours))
		t.true(
			bare.some(each => each.startsWith(`${path}:`)),
			`${path} has none left`,
		);
});

/** A `#` stands for the `$` of a value. */
const commands: readonly (readonly [text: string, bare: number])[] = [
	['const hint = `dcos node reactivate #{id}`;', 1],
	['const hint = `see what keeps it, then: dcos node reactivate #{id}; or #{other}`;', 2],
	['const hint = `#{first}: ssh -v #{address}`;', 1],
	['const hint = `--region #{region}`;', 1],
	['const hint = `--region=#{region}`;', 1],
	['const line = `next #{done ? `dcos registry install --options #{path}` : ""}`;', 1],
	['const hint = pasteable`dcos node reactivate #{id}`;', 0],
	['const what = `the agent #{id} is not in dcos`;', 0],
	["const what = 'dcos node'; const why = `because of #{id}`;", 0],
];

for (const [text, bare] of commands) {
	test(`${text} has ${bare} bare values`, t => {
		t.is(bareValues([{path: 'a.ts', text: text.replaceAll('#{', () => '$'.concat('{'))}]).length, bare);
	});
}
