import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {withSsh} from './own-ssh.ts';
import {statesOf} from './report.ts';
import {withTruster} from './truster.ts';

const hostile = [
	'a$(touch ran)b',
	'a`touch ran`b',
	'-oProxyCommand=touch ran',
	'ssh://root@127.0.0.1:22',
	'root@127.0.0.1',
	// without its zero byte no number in hexadecimal, which the words may have
	'q\0q',
	'a\n\u001b[2Jb',
	'fe80::1%$(touch ran)',
] as const;

test('an address that is none goes to no ssh: that agent is unreachable, in words that are escaped, and the others are worked on', async t => {
	const truster = await withTruster(t, {agents: 2, publicAgents: 0});
	const [named] = truster.sandbox.mesosAgents;
	const env = await withSsh(truster, `for word; do printf '%s\\n' "$word"; done >>"$HOME/words"\nexec "$real" "$@"`);
	for (const address of hostile) {
		if (named) Object.assign(named, {ip: address, hostname: address});
		const report = await truster.report(['--check', '--quiet'], {env});
		t.deepEqual(statesOf(report), {[address]: 'unreachable', [truster.agent(2).ip]: 'lacking'});
		const text = await truster.trust(['--check', '--quiet'], {env});
		t.is(text.exitCode, 5);
		t.regex(text.stdout, /" is neither an IP address nor a host name$/m);
		t.notRegex(text.stdout, /[^\P{Cc}\n]/u);
		t.regex(text.stdout, /^ {4}dcos registry trust-agents .*--agent [\w.,-]+$/m);
	}
	const words = await readFile(path.join(truster.directory, 'words'), 'utf8');
	t.true(words.includes(truster.agent(2).ip));
	for (const address of hostile) t.false(words.includes(address.replaceAll('\0', '')), address);
	t.false((await readdir(truster.directory)).includes('ran'));
});

test("a master's public address that is none is not gone through", async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	truster.sandbox.metadata.publicAddress = 'a$(touch ran)b';
	const env = await withSsh(truster, 'echo "$@" >>"$HOME/words"\nexec "$real" "$@"');
	const {exitCode, stderr} = await truster.trust(['--check', '--master-proxy'], {env});
	t.is(exitCode, 6);
	t.regex(
		stderr,
		/^Error: nothing can go through the proxy: "a\$\(touch ran\)b" is neither an IP address nor a host name$/m,
	);
	t.deepEqual(await readdir(truster.directory), ['bin']);
});
