import {readFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import type {AgentResult} from '../../../src/trust/agent-result.ts';
import {createAuthority, createSigningRequest, type KeyedCertificate} from '../../sandbox/certificates.ts';
import {serveOnLoopback} from '../../sandbox/loopback-server.ts';
import {startSilentServer, startTextServer} from '../../sandbox/raw-servers.ts';
import {createClient} from '../../sandbox/sandbox-client.ts';
import {registryHost as host, type Truster} from './truster.ts';

type Server = {port: number; stop: () => Promise<void>};

/** Something about the registry, or what stands at its address, that keeps all agents from their proof. */
export type RegistryTrouble = {
	cause: string;
	/** What answers at the registry's address. */
	start: (truster: Truster) => Promise<Server>;
	says: RegExp;
	/** With --restart never and --require-proof. */
	state: AgentResult['state'];
};

const undecided = {state: 'not proved'} as const;
const refused = {state: 'failed'} as const;

export const registryTroubles: readonly RegistryTrouble[] = [
	{cause: 'nothing listens there', start: nothing, says: /connection refused/, ...undecided},
	{cause: 'it takes the connection and is silent', start: startSilentServer, says: /deadline exceeded/, ...undecided},
	{cause: 'it cuts the connection', start: cutting, says: /EOF/, ...undecided},
	{
		cause: 'it does not speak TLS',
		start: () => startTextServer('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n'),
		says: /server gave HTTP response to HTTPS client/,
		...undecided,
	},
	{
		cause: 'it answers with 503',
		start: async truster => answering(await ofTheCluster(truster, [host]), 503),
		// the registry has answered, over verified TLS
		says: /^$/,
		state: 'unchanged',
	},
	{
		cause: 'its certificate is for another name',
		start: async truster => answering(await ofTheCluster(truster, ['registry.example']), 404),
		says: /x509: certificate is valid for registry\.example, not dcos-registry/,
		...refused,
	},
	{
		cause: 'its certificate has expired',
		start: async () => answering(await (await createAuthority(Date.now() - elevenYears)).issue([host]), 404),
		says: /x509: certificate has expired/,
		...refused,
	},
	{
		cause: 'its certificate is of another authority',
		start: async () => answering(await (await createAuthority(Date.now())).issue([host]), 404),
		says: /x509: certificate signed by unknown authority/,
		...refused,
	},
];

const elevenYears = 11 * 366 * 24 * 60 * 60 * 1000;

/** A port of tcpmux, which nobody has: one that was free a moment ago can be somebody's in the next. */
async function nothing(): Promise<Server> {
	return {port: 1, stop: async () => undefined};
}

async function cutting(): Promise<Server> {
	const server = createServer(socket => socket.on('error', () => undefined).destroy());
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const at = server.address();
	const stop = () => new Promise<void>(resolve => server.close(() => resolve()));
	return {port: at !== null && typeof at === 'object' ? at.port : 0, stop};
}

function answering(certificate: KeyedCertificate, status: number): Promise<Server> {
	return serveOnLoopback(certificate, (_, answer) => answer.writeHead(status).end());
}

async function ofTheCluster({sandbox}: Truster, hosts: string[]): Promise<KeyedCertificate> {
	const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
	const {request, key} = await createSigningRequest(hosts[0] ?? host);
	const {json} = await client('POST', '/ca/api/v2/sign', {certificate_request: request, hosts});
	return {cert: json.result.certificate, key};
}
