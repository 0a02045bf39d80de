// A name server that knows no name: ADDRESS. Machines of the bed have their names from /etc/hosts; this one says that there are no others.
import {createSocket} from 'node:dgram';

const [address = ''] = process.argv.slice(2);
const headerLength = 12;

const socket = createSocket('udp4');
socket.on('message', (query, {port, address: asker}) => {
	// The question is labels up to an empty one, a type and a class; what comes after it is none of ours.
	const question = query.subarray(headerLength, query.indexOf(0, headerLength) + 5);
	const header = Buffer.alloc(headerLength);
	query.copy(header, 0, 0, 2);
	// An answer, recursion wanted and available: no such name. One question follows.
	header.writeUInt16BE(0x8183, 2);
	header.writeUInt16BE(1, 4);
	socket.send(Buffer.concat([header, question]), port, asker);
});
socket.bind(53, address);
