import test from 'ava';
import {isHostKeyRefusal, shownHostKey} from '../../../src/ssh/host-key.ts';
import {fakeSsh, way} from './fake-ssh.ts';

for (const [stderr, is] of [
	['Host key verification failed.', true],
	['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', true],
	['No ED25519 host key is known for 10.0.0.1 and you have requested strict checking.', true],
	['no matching host key type found. Their offer: ssh-rsa', false],
	['me@10.0.0.1: Permission denied (publickey).', false],
	['', false],
] as const) {
	test(`"${stderr}" is ${is ? 'a' : 'no'} refusal of the host key`, t => {
		t.is(isHostKeyRefusal(stderr), is);
	});
}

const place = {address: '10.0.0.1', through: ['-J', 'bastion']};

test('the key that the machine shows is told', async t => {
	const key = 'SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDXz9lRkZ6zDHzUJdM';
	const {client} = await fakeSsh(t, `echo 'debug1: Server host key: ssh-ed25519 ${key}' >&2; exit 255`);
	t.is(await shownHostKey(client, way, place), key);
});

test('ssh is asked once more, with the same way, more words and a command that does nothing', async t => {
	const {client, calls} = await fakeSsh(t, 'cat >"$here/input"');
	t.is(await shownHostKey(client, {...way, options: ['Port=1']}, place), null);
	const [call = ''] = await calls();
	t.regex(call, /^-o LogLevel=DEBUG1 -o Port=1 -J bastion -o .* -T -- 10\.0\.0\.1 exit 1$/);
	t.false(call.includes('StrictHostKeyChecking'));
});
