// Takes connections at the SSH port of an address, greets and then says nothing more: ADDRESS.
import {createServer} from 'node:net';

const [address = ''] = process.argv.slice(2);

createServer(client => {
	client.on('error', () => {});
	client.write('SSH-2.0-OpenSSH_7.4\r\n');
	client.resume();
}).listen(22, address);
