import test from 'ava';
import {hasOwnProxy} from '../../../src/ssh/own-proxy.ts';
import {fakeSsh, way} from './fake-ssh.ts';

for (const [told, found] of [
	['user me\nproxyjump bastion\nport 22', true],
	['proxycommand nc %h %p', true],
	['proxyjump me@nonesuch', true],
	['user me\nproxycommand none\nproxyjump none', false],
	['user proxyjump x', false],
	['hostname 10.0.0.1', false],
] as const) {
	test(`a configuration with "${told.replaceAll('\n', ', ')}" has ${found ? 'a' : 'no'} proxy of its own`, async t => {
		const {client} = await fakeSsh(t, `cat <<'END'\n${told}\nEND`);
		t.is(await hasOwnProxy(client, way, '10.0.0.1'), found);
	});
}

test('ssh is asked about the very connection that will be made', async t => {
	const {client, calls} = await fakeSsh(t, '');
	await hasOwnProxy(client, {...way, user: 'core', configFile: 'c', options: ['Port=1']}, '-x');
	t.deepEqual(await calls(), ['-F c -l core -o Port=1 -G -- -x']);
});

test('an ssh that cannot tell counts as no', async t => {
	const {client} = await fakeSsh(t, 'echo proxyjump bastion; exit 255');
	t.false(await hasOwnProxy(client, way, '10.0.0.1'));
});
