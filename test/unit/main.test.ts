import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Runs the plugin from its sources, after these lines. */
const started = (before: string, words: readonly string[]) =>
	execa(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(before)}`, main, ...words], {
		env: {DCOS_URL: 'http://127.0.0.1:9', DCOS_ACS_TOKEN: 't', DCOS_TLS_INSECURE: 'true'},
		reject: false,
		timeout: 30_000,
	});

test('a run that waits for what will never come is no success', async t => {
	const before = `import fs from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';
fs.open = () => new Promise(() => {});
syncBuiltinESMExports();`;
	const {exitCode, stderr} = await started(before, ['registry', 'storage', 'show', '--json']);
	t.is(exitCode, 1);
	t.regex(stderr, /^Error: a defect in dcos-registry stopped the command \(Error: the run waits for /m);
});

test('what is still open when the run has ended keeps the process no longer than two seconds', async t => {
	const before = 'setInterval(() => {}, 1000);';
	const {exitCode, timedOut} = await started(before, ['registry', '--version']);
	t.false(timedOut);
	t.is(exitCode, 0);
});
