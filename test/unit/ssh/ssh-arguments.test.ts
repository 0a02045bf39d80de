import test from 'ava';
import {proxyArguments, sshArguments, throughOwn, throughShared} from '../../../src/ssh/ssh-arguments.ts';
import {way} from './fake-ssh.ts';

const hostile = {user: '$(touch x)', configFile: '/my; config', options: ['BatchMode=no', 'Port=`x`']};
const chosen = ['-F', '/my; config', '-l', '$(touch x)', '-o', 'BatchMode=no', '-o', 'Port=`x`'];
const command = "exec sh -c 'x'";
const agent = (over: Partial<typeof way> = {}, through: readonly string[] = []) =>
	sshArguments({...way, ...over}, {address: '10.0.0.1', command, through});
const proxy = (over: Partial<typeof way> = {}) =>
	proxyArguments({...way, ...over}, {proxy: '1.2.3.4', socket: '/tmp/s/proxy'});

test('address and command are the last two words, behind the end of the options', t => {
	const given = sshArguments(way, {address: '-oProxyCommand=x', command});
	t.deepEqual(given.slice(-4), ['-T', '--', '-oProxyCommand=x', command]);
	t.deepEqual(proxyArguments(way, {proxy: '-oProxyCommand=x', socket: '/s'}).slice(-2), ['--', '-oProxyCommand=x']);
});

test('what the user chose comes first, and so wins, to the proxy too', t => {
	t.deepEqual(agent(hostile).slice(0, 8), chosen);
	t.deepEqual(proxy(hostile).slice(0, 8), chosen);
	t.true(agent(hostile).indexOf('BatchMode=no') < agent(hostile).indexOf('BatchMode=yes'));
});

test('what leads through a proxy stands behind what the user chose', t => {
	const given = agent(hostile, ['-o', 'ProxyCommand=x']);
	t.deepEqual(given.slice(8, 10), ['-o', 'ProxyCommand=x']);
});

for (const [what, given] of [
	['an agent', agent()],
	['the proxy', proxy()],
] as const) {
	test(`on the way to ${what} ssh never asks, never forwards, and has limits of its own`, t => {
		for (const rule of [
			'BatchMode=yes',
			'ConnectTimeout=10',
			'ServerAliveInterval=5',
			'ServerAliveCountMax=3',
			'UpdateHostKeys=no',
			'ForwardAgent=no',
			'ForwardX11=no',
			'LogLevel=ERROR',
		]) {
			t.is(given[given.indexOf(rule) - 1], '-o', rule);
		}
		t.true(given.includes('-T'));
		t.false(given.includes('-t') || given.includes('-A'));
	});

	test(`on the way to ${what} host keys and key exchange stay the policy of the user`, t => {
		t.notRegex(given.join(' '), /StrictHostKeyChecking|KexAlgorithms|UserKnownHostsFile|HostKeyAlgorithms/);
	});
}

test('only the connection to the proxy keeps its forwardings and shares its socket', t => {
	for (const rule of ['ClearAllForwardings=yes', 'ControlPath=none']) {
		t.true(agent().includes(rule));
		t.false(proxy().includes(rule));
	}
	const given = proxy();
	t.deepEqual(given.slice(0, 7), ['-M', '-S', '/tmp/s/proxy', '-o', 'ControlPersist=no', '-N', '-T']);
});

test('nothing but the path of our own socket is in the command that leads through the shared connection', t => {
	t.deepEqual(throughShared('/tmp/dcos-registry-a/proxy'), [
		'-o',
		'ProxyCommand=ssh -F /dev/null -S /tmp/dcos-registry-a/proxy -o ControlMaster=no -o ProxyCommand=dcos-registry-has-lost-the-proxy -W [%h]:%p dcos-registry-proxy',
	]);
});

for (const [user, address, jump] of [
	[null, '1.2.3.4', '1.2.3.4'],
	['core', '1.2.3.4', 'core@1.2.3.4'],
	[null, 'fd00::7', '[fd00::7]'],
	['core', 'fd00::7', 'core@[fd00::7]'],
] as const) {
	test(`a connection of its own through ${address} as ${user ?? 'anybody'} jumps over ${jump}`, t => {
		t.deepEqual(throughOwn({...way, user}, address), ['-J', jump]);
	});
}
