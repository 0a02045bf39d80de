import {once} from 'node:events';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {KeyedCertificate} from '../certificates.ts';
import type {NameTarget} from './names.ts';

const answers: Record<string, {status: number; body: unknown}> = {
	'/v2/': {status: 401, body: {errors: [{code: 'UNAUTHORIZED', message: 'authentication required'}]}},
	'/v2/tiny/manifests/1': {status: 200, body: {schemaVersion: 2, layers: []}},
	'/v2/secret/manifests/1': {
		status: 403,
		body: {errors: [{code: 'DENIED', message: 'requested access to the resource is denied'}]},
	},
};
const unknown = {status: 404, body: {errors: [{code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'}]}};

/** Starts a registry that holds one image, tiny:1, and one that nobody may have, secret:1. */
export async function startSmallRegistry({
	cert,
	key,
}: KeyedCertificate): Promise<{target: NameTarget; stop: () => void}> {
	const server = createServer({cert, key}, (request, response) => {
		const {status, body} = answers[request.url ?? ''] ?? unknown;
		response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as AddressInfo;
	return {target: {address: '127.0.0.1', port}, stop: () => server.close()};
}
