// A proxy that opens TLS, as companies have: ADDRESS, and files of a certificate and its key, which it shows for whatever is asked.
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createSecureContext, TLSSocket} from 'node:tls';

const [address = '', cert = '', key = ''] = process.argv.slice(2);
const secureContext = createSecureContext({cert: readFileSync(cert), key: readFileSync(key)});

createServer()
	.on('connect', (_, client) => {
		client.on('error', () => {});
		client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		new TLSSocket(client, {isServer: true, secureContext}).on('error', () => {}).resume();
	})
	.listen(3128, address);
