import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {openWay, sshWay} from '../../../src/trust/ssh-way.ts';
import {outcome, worldWith} from './cluster-of-agents.ts';
import {sshWishes} from './trust-requests.ts';

const configured = {sshDefaults: async () => ({user: 'centos', proxyIp: '1.1.1.1'})};

const ways: readonly (readonly [string, Partial<typeof sshWishes>, object])[] = [
	['nothing', {}, {user: 'centos', proxy: '1.1.1.1', configFile: null, options: [], sudo: null}],
	['a user', {user: 'core'}, {user: 'core', proxy: '1.1.1.1'}],
	['a proxy', {proxyIp: '2.2.2.2'}, {user: 'centos', proxy: '2.2.2.2'}],
	["the master's proxy", {masterProxy: true}, {user: 'centos', proxy: '3.3.3.3'}],
	['an SSH configuration', {configFile: 'c'}, {user: null, proxy: '1.1.1.1', configFile: 'c'}],
	['an SSH configuration and a user', {configFile: 'c', user: 'core'}, {user: 'core', proxy: '1.1.1.1'}],
	['options', {sshOptions: ['Port=1']}, {options: ['Port=1']}],
];

for (const [what, wishes, way] of ways) {
	test(`where ${what} is asked for, the rest is as the CLI is configured`, async t => {
		const {world} = worldWith({over: configured, address: '3.3.3.3'});
		t.like(await sshWay({...sshWishes, ...wishes}, world), way);
	});
}

test('where nothing is configured, ssh itself decides', async t => {
	t.deepEqual(await sshWay(sshWishes, worldWith().world), {
		user: null,
		configFile: null,
		options: [],
		proxy: null,
		sudo: null,
	});
});

for (const user of ['$(id)', '-oProxyCommand=id', 'a b', 'a\0b', "a'b", '']) {
	test(`a user ${JSON.stringify(user)} of the CLI's configuration is refused before anything is asked`, async t => {
		const {world} = worldWith({over: {sshDefaults: async () => ({user, proxyIp: null})}});
		await t.throwsAsync(sshWay(sshWishes, world), {instanceOf: RefusedError, message: /^core\.ssh_user of the CLI/});
	});
}

test('a master without a public address is refused, with what to do', async t => {
	const {world} = worldWith();
	const error = await t.throwsAsync(sshWay({...sshWishes, masterProxy: true}, world), {instanceOf: RefusedError});
	t.is(error.hint, 'name a machine that reaches the agents: --proxy-ip ADDRESS');
});

test('the password of sudo is asked for once, only where that is wished', async t => {
	const asked: string[] = [];
	const password = new Secret('hunter2');
	const askSecret = async (question: string) => {
		asked.push(question);
		return password;
	};
	const {world} = worldWith({over: {askSecret}});
	t.is((await sshWay(sshWishes, world)).sudo, null);
	t.deepEqual(asked, []);
	const {sudo} = await sshWay({...sshWishes, askSudoPassword: true}, world);
	t.like(sudo, {password, prompt: 'dcos-registry-asks-for-the-sudo-password:', ready: 'dcos-registry-has-a-shell'});
	t.is(asked.length, 1);
});

test('a way that is open is the session', async t => {
	const {world, session} = worldWith();
	const way = await sshWay(sshWishes, world);
	t.is(await openWay(way, ['10.0.0.1'], world), session);
});

for (const [stderr, why] of [
	['Permission denied (publickey).', 'it did not accept the SSH login'],
	['Host key verification failed.', 'its SSH host key is not known, and nothing was sent; it shows SHA256:abc'],
] as const) {
	test(`a proxy that says "${stderr}" is refused as a whole, in words`, async t => {
		const refusal = {
			refusedBy: '1.1.1.1',
			outcome: {...outcome, exitCode: 255, stderr, hostKey: stderr.startsWith('Host') ? 'SHA256:abc' : null},
		};
		const {world} = worldWith({over: {openSsh: async () => refusal}});
		const way = await sshWay(sshWishes, world);
		const error = await t.throwsAsync(openWay(way, ['10.0.0.1'], world), {instanceOf: RefusedError});
		t.is(error.message, `the proxy 1.1.1.1 cannot be used: ${why}`);
		t.false(error.hint?.includes('<address>'));
	});
}
