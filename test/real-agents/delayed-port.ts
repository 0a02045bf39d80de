// Lets the SSH port of one address be reached at another one, as far away as its milliseconds say: LISTEN TARGET MILLISECONDS.
import {connect, createServer, type Socket} from 'node:net';

const [listen = '', target = '', milliseconds = '0'] = process.argv.slice(2);
const oneWay = Number(milliseconds);

function forward(from: Socket, to: Socket): void {
	const later = (act: () => void) => setTimeout(act, oneWay);
	from.setNoDelay(true);
	from.on('data', chunk => later(() => to.writable && to.write(chunk)));
	from.on('end', () => later(() => to.end()));
	from.on('error', () => {});
	from.on('close', () => later(() => to.destroy()));
}

createServer({allowHalfOpen: true, pauseOnConnect: true}, client => {
	client.on('error', () => {});
	// A connection costs a way there and back before anything is said.
	setTimeout(() => {
		const server = connect({host: target, port: 22, allowHalfOpen: true});
		forward(client, server);
		forward(server, client);
		client.resume();
	}, 2 * oneWay);
}).listen(22, listen, 511);
