import test, {type ExecutionContext} from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import type {SshWay} from '../../../src/ssh/ssh.ts';
import {systemSsh} from '../../../src/ssh/system-ssh.ts';
import {stillClock} from '../install/still-clock.ts';
import {fakeSsh, goodProxy, job, way} from './fake-ssh.ts';

/** Opens the way to these addresses with a program of ours in the place of ssh. */
async function withSsh(t: ExecutionContext, script: string) {
	const {env, log, calls, read} = await fakeSsh(t, script);
	const around = {env, log, clock: stillClock(), interrupted: new AbortController().signal};
	const open = (addresses: readonly string[], over: Partial<SshWay> = {}, canShare = true) =>
		systemSsh({...around, canShare})({...way, ...over}, addresses);
	return {open, calls, read};
}

for (const address of [
	'a$(touch "$HOME/ran")b',
	'ssh://root@agent',
	'root@agent',
	'a\0b',
	'-V',
	'',
	'x'.repeat(200_000),
]) {
	test(`ssh is never started for ${JSON.stringify(address.slice(0, 30))}, and the outcome says why`, async t => {
		const {open, calls} = await withSsh(t, 'exit 0');
		const opened = await open([address]);
		if ('refusedBy' in opened) return t.fail();
		const outcome = await opened.run({...job, address});
		await opened.close();
		t.like(outcome, {exitCode: null, stdout: '', timedOut: false});
		t.regex(outcome.stderr, /^".*" is neither an IP address nor a host name$/);
		t.false(outcome.stderr.includes('\0'));
		t.deepEqual(await calls(), []);
	});
}

test('ssh is asked what the configuration has for the first machine that it may be given', async t => {
	const {open, calls} = await withSsh(t, 'echo proxyjump bastion');
	t.like(await open(['$(id)', '10.0.0.2', '10.0.0.3']), {narrow: 'own proxy'});
	t.deepEqual(await calls(), ['-G -- 10.0.0.2']);
	t.like(await open(['$(id)']), {narrow: null});
	t.is((await calls()).length, 1);
});

for (const proxy of ['a$(id)b', 'root@bastion', 'ssh://root@bastion', '-oProxyCommand=id', 'a\0b']) {
	test(`a proxy ${JSON.stringify(proxy)} is refused before ssh is started`, async t => {
		const {open, read} = await withSsh(t, goodProxy);
		for (const canShare of [true, false]) {
			const opened = open(['10.0.0.1'], {proxy}, canShare);
			await t.throwsAsync(opened, {instanceOf: RefusedError, message: /is neither an IP address nor a host name$/});
		}
		t.is(await read('calls'), '');
	});
}
