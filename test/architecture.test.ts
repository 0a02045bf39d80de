import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {breaches, type Source} from './architecture.ts';

const src = join(import.meta.dirname, '../src');

async function sourcesOf(directory: string): Promise<Source[]> {
	const paths = await readdir(directory, {recursive: true});
	const files = paths.filter(path => path.endsWith('.ts'));
	return Promise.all(
		files.map(async path => ({path: path.replaceAll('\\', '/'), text: await readFile(join(directory, path), 'utf8')})),
	);
}

test('every import of src points down, and only real-world builds what reaches out', async t => {
	const sources = await sourcesOf(src);
	t.true(sources.length > 50);
	t.deepEqual(breaches(sources), []);
});

test('every folder of src has unit tests, so that a check of it checks something', async t => {
	const tests = await sourcesOf(join(import.meta.dirname, 'unit'));
	const tested = new Set(tests.filter(({path}) => path.endsWith('.test.ts')).map(({path}) => path.split('/')[0]));
	const folders = await readdir(src, {withFileTypes: true});
	t.deepEqual(
		folders.filter(each => each.isDirectory() && !tested.has(each.name)).map(({name}) => name),
		[],
	);
});

test('every program that a test runs is written by writeExecutables', async t => {
	const modeOfPrograms = `0o${755}`;
	const sources = await sourcesOf(import.meta.dirname);
	t.deepEqual(
		sources.filter(({text}) => text.includes(modeOfPrograms)).map(({path}) => path),
		['support/executables.ts'],
		'a file that a thread of ava has written may be busy when it is run',
	);
});

const allowed: readonly (readonly [string, string])[] = [
	['run.ts', "import {describe} from './errors/describe.ts';"],
	['main.ts', "import {run} from './run.ts';\nimport {realRuntime} from './real-world.ts';"],
	['run.ts', "import {info} from './about.ts';"],
	['real-world.ts', "const {openCluster} = await import('./dcos/open-cluster.ts');"],
	['commands/install.ts', "import {table} from '../output/table.ts';"],
	['trust/report.ts', "import type {Agent} from '../agents/agent.ts';\nimport {rows} from './rows.ts';"],
	['trust/report.ts', "import type {Ssh} from '../ssh/ssh.ts';"],
	['trust/report.ts', "import {type Ssh, type SshJob} from '../ssh/ssh.ts';"],
	['registry/naming.ts', "import {valueAt} from '../options/json-path.ts';"],
	['dcos/http.ts', "import type {Files} from '../world.ts';\nconst now = Date.now();"],
	['s3/signed-store.ts', "import {connections} from '../network/connections.ts';"],
	['dcos/http.ts', "import got from 'got';\nimport {join} from 'node:path';"],
	['storage/show.ts', "// import {x} from '../trust/x.ts'; fetch(\nconst text = 'see https://a//b';"],
	['trust/x.ts', 'const words: Readonly<Record<Work, string>> = {a: 1}; function f(all: Record<string, string>) {}'],
	['trust/x.ts', 'const valid = isValid(certificate, clock.now()); const last = clock.elapsed() + limit;'],
	['storage/show.ts', 'const then = new Date(0); const processed = 1;'],
];

for (const [path, text] of allowed) {
	test(`${path} may say: ${text.split('\n')[0]}`, t => {
		t.deepEqual(breaches([{path, text}]), []);
	});
}

const planted: readonly (readonly [string, string, string])[] = [
	[
		'storage/show.ts',
		"import {connections} from '../network/connections.ts';",
		'imports network/connections.ts: only adapters connect',
	],
	['errors/errors.ts', "import {run} from '../run.ts';", 'imports run.ts: it points up'],
	['errors/errors.ts', "import type {World} from '../world.ts';", 'imports world.ts: it points up'],
	['dcos/http.ts', "import {x} from '../world.ts';", 'imports world.ts: it points up'],
	['agents/agent.ts', "import type {X} from '../trust/proof.ts';", 'imports trust/proof.ts: it points up'],
	['storage/show.ts', "import {x} from '../install/x.ts';", 'imports install/x.ts: it points sideways'],
	['storage/show.ts', "import type {X} from '../trust/x.ts';", 'imports trust/x.ts: it points sideways'],
	['storage/show.ts', "export {x} from '../trust/x.ts';", 'imports trust/x.ts: it points sideways'],
	['storage/show.ts', "import '../trust/x.ts';", 'imports trust/x.ts: it points sideways'],
	['storage/show.ts', "import {\n\ta,\n\tb,\n} from '../trust/x.ts';", 'imports trust/x.ts: it points sideways'],
	['dcos/http.ts', "import type {Log} from '../output/log.ts';", 'imports output/log.ts: it points sideways'],
	[
		'trust/x.ts',
		"import {systemSsh} from '../ssh/system-ssh.ts';",
		'imports ssh/system-ssh.ts: only real-world builds adapters',
	],
	['trust/x.ts', "import {type Ssh, run} from '../ssh/ssh.ts';", 'imports ssh/ssh.ts: only real-world builds adapters'],
	['trust/x.ts', "await import('../ssh/ssh.ts');", 'imports ssh/ssh.ts: only real-world builds adapters'],
	['run.ts', "import {table} from './output/table.ts';", 'imports output/table.ts: only real-world builds adapters'],
	['commands/x.ts', "import {ask} from '../output/ask.ts';", 'imports output/ask.ts: only real-world builds adapters'],
	['cli/help.ts', "import {info} from '../about.ts';", 'imports about.ts: it is for the start only'],
	['launcher.ts', "import {run} from './run.ts';", 'imports run.ts: the rest is loaded later'],
	['about.ts', "import {x} from './errors/errors.ts';", 'imports errors/errors.ts: a leaf imports nothing'],
	['trust/x.ts', "import {x} from '../helpers/x.ts';", 'imports helpers/x.ts: it has no rank'],
	[
		'trust/x.ts',
		'const last = world.clock.now() + limit;',
		'reckons with the date: clock.elapsed tells what time has passed',
	],
	[
		'trust/x.ts',
		'if (wait > around.clock.now()) stop();',
		'reckons with the date: clock.elapsed tells what time has passed',
	],
	['trust/x.ts', 'process.exit(1);', 'uses process.: only World gives that'],
	['trust/x.ts', 'console.log(1);', 'uses console.: only World gives that'],
	['trust/x.ts', 'const now = Date.now();', 'uses Date.now(: only World gives that'],
	['trust/x.ts', 'const now = new Date();', 'uses new Date(): only World gives that'],
	['trust/x.ts', 'const name = Math.random();', 'uses Math.random(: only World gives that'],
	['trust/x.ts', 'const words: Readonly<Record<string, string>> = {a: 1};', 'looks up in words: a table is a Map'],
	['trust/x.ts', 'const words: Partial<Record<string, Word>> = {};', 'looks up in words: a table is a Map'],
	['trust/x.ts', "await fetch('https://x');", 'uses fetch(: only World gives that'],
];

for (const [path, text, breach] of planted) {
	test(`${path} must not say: ${text.replaceAll(/\s+/g, ' ')}`, t => {
		t.deepEqual(breaches([{path, text}]), [`${path} ${breach}`]);
	});
}
