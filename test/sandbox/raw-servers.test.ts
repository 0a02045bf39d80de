import {once} from 'node:events';
import {connect} from 'node:net';
import {text} from 'node:stream/consumers';
import {connect as connectTls} from 'node:tls';
import test from 'ava';
import {startSilentServer, startTextServer} from './raw-servers.ts';

test('a text server says its text to everybody, and is no TLS server', async t => {
	const server = await startTextServer('220 mail.example ESMTP\r\n');
	t.teardown(() => server.stop());
	t.is(await text(connect(server.port, '127.0.0.1')), '220 mail.example ESMTP\r\n');
	const handshake = once(connectTls(server.port, '127.0.0.1'), 'secureConnect');
	await t.throwsAsync(handshake, {code: 'ERR_SSL_WRONG_VERSION_NUMBER'});
});

test('a silent server takes the connection, says nothing, and can be stopped all the same', async t => {
	const server = await startSilentServer();
	const client = connect(server.port, '127.0.0.1').on('error', () => {});
	await once(client, 'connect');
	client.write('GET / HTTP/1.1\r\n\r\n');
	const said = text(client).catch(() => '');
	await server.stop();
	t.is(await said, '');
});
