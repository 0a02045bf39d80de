import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'ava';
import {eventually} from './eventually.ts';

const main = join(import.meta.dirname, 'main.ts');

test('the sandbox runs until it is interrupted, says how to reach it and removes its files', async t => {
	const child = spawn(process.execPath, ['--no-warnings', main, '--dcos-version=1.12.3'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	t.teardown(() => child.kill('SIGKILL'));
	const ended = once(child, 'exit');
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (part: string) => {
		text += part;
	});
	await eventually('the sandbox is up', async () => text.includes('Ctrl-C'));
	const [, caFile = ''] = /DCOS_TLS_CA_PATH=(\S+)/.exec(text) ?? [];
	t.regex(text, /^A DC\/OS 1\.12\.3 cluster with 6 agents/);
	t.true(existsSync(caFile));
	t.false(text.includes('canary'));
	child.kill('SIGINT');
	t.deepEqual(await ended, [0, null]);
	t.false(existsSync(dirname(caFile)));
});

test('what is no argument of the sandbox is refused', async t => {
	for (const argument of ['--port=1', '--dcos-version=latest']) {
		const child = spawn(process.execPath, ['--no-warnings', main, argument], {stdio: 'ignore'});
		t.deepEqual(await once(child, 'exit'), [2, null], argument);
	}
});
