import type {Now} from '../clock.ts';
import type {Container} from '../containers.ts';
import {send} from '../exchange.ts';
import type {InsideClient} from '../inside-client.ts';
import {serveOnLoopback} from '../loopback-server.ts';
import type {Process} from '../marathon/run-task.ts';
import {vipHost} from '../names.ts';
import {obtainCertificate} from './obtain-certificate.ts';
import {answerAsRegistry} from './registry-answers.ts';
import {listStoredPackages} from './s3-storage.ts';

/** What a container of the registry can reach. */
export type RegistrySurroundings = {client: InsideClient; ca: string; now: Now};

/**
 * The program of the package registry: logs in with its service account to get a certificate for its virtual IP's name,
 * tries its storage, and serves. Whatever fails there ends the process, and so the task.
 */
export async function startRegistry(container: Container, around: RegistrySurroundings): Promise<Process> {
	const host = vipHost(container.appId);
	const account = fileOf(container, 'REGISTRY_SERVICE_ACCOUNT_FILE');
	const certificate = await obtainCertificate(account.toString('utf8'), [host, 'localhost'], around);
	const storage = storageOf(container);
	const packages = storage ? await listStoredPackages(storage, around.ca) : [];
	const server = await serveOnLoopback(certificate, ({method = 'GET', url = '/'}, outgoing) =>
		send(outgoing, answerAsRegistry(method, url, packages)),
	);
	const check = async () => {
		const {status} = await around.client(`https://localhost:${server.port}/`);
		if (status !== 200) throw new Error(`the health check was answered with ${status}`);
	};
	return {port: server.port, check, stop: () => server.stop()};
}

function storageOf(container: Container) {
	const {REGISTRY_S3_BUCKET: bucket, REGISTRY_S3_PATH: path = '', REGISTRY_S3_ENDPOINT: endpoint = ''} = container.env;
	if (bucket === undefined) return undefined;
	const credentials = fileOf(container, 'REGISTRY_S3_CREDENTIAL_FILE').toString('utf8');
	return {bucket, path, endpoint, credentials, profile: container.env.REGISTRY_S3_PROFILE ?? 'default'};
}

function fileOf({env, files}: Container, variable: string): Buffer {
	const path = env[variable] ?? '';
	const content = files.get(path);
	if (!content) throw new Error(`file '${path}' of ${variable} does not exist`);
	return content;
}
