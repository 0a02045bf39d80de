// A registry that answers as a file says at each request: ADDRESS, files of its certificate and key, and that file, whose JSON has a
// status, headers and a body.
import {readFileSync} from 'node:fs';
import {createServer} from 'node:https';

const [address = '', cert = '', key = '', answer = ''] = process.argv.slice(2);

type Answer = {status: number; headers: Record<string, string>; body: string};

createServer({cert: readFileSync(cert), key: readFileSync(key)}, ({method}, response) => {
	const {status, headers, body} = JSON.parse(readFileSync(answer, 'utf8')) as Answer;
	response.writeHead(status, headers).end(method === 'HEAD' ? undefined : body);
}).listen(443, address);
