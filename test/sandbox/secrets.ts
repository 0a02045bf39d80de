import {tooLargePage} from './error-pages.ts';
import {type Answer, answer, emptyAnswer, jsonAnswer, jsonObject, type Request, type Service} from './exchange.ts';
import type {Secret, SecretStore} from './secret-store.ts';

const base = '/secrets/v1/';
const sizeLimit = 1024 * 1024;
const shares = {shares: 1, threshold: 1, progress: 0};

/** What the secrets service asks the IAM: it checks the permissions itself, Admin Router only wants a login. */
export type MayUse = (uid: string, rid: string, action: string) => boolean;

export function createSecrets(store: SecretStore, mayUse: MayUse): Service {
	return request => {
		const [area = '', name = '', ...rest] = decodeURIComponent(request.path.slice(base.length)).split('/');
		if (area === 'ping') return answer(200, 'text/plain', 'pong');
		if (!['secret', 'seal-status', 'store'].includes(area)) return undefined;
		if (name !== 'default') return failure(404, `store '${name}' does not exist`);
		if (request.method === 'GET' && area === 'seal-status') return jsonAnswer(200, {sealed: store.sealed, ...shares});
		if (request.method === 'GET' && area === 'store') return jsonAnswer(200, describe(store));
		if (area !== 'secret') return undefined;
		const path = rest.filter(segment => segment !== '').join('/');
		if (request.body.length > sizeLimit) return tooLargePage();
		if (!isPermitted(request, path, mayUse)) return failure(403, `user '${request.uid}' may not use '${path}'`);
		if (store.sealed) return failure(503, 'the secret store is sealed');
		return request.query.get('list') === 'true' ? listBelow(store, path) : use(store, request, path);
	};
}

function describe({sealed}: SecretStore): object {
	return {name: 'default', description: 'Default store', driver: 'vault', initialized: true, sealed};
}

function isPermitted({method, uid, query}: Request, path: string, mayUse: MayUse): boolean {
	if (query.get('list') === 'true') return mayUse(uid, `dcos:secrets:list:default:/${path}`, 'read');
	const action = {PUT: 'create', PATCH: 'update', DELETE: 'delete'}[method] ?? 'read';
	return [`/${path}`, path].some(name => mayUse(uid, `dcos:secrets:default:${name}`, action));
}

function use({secrets}: SecretStore, request: Request, path: string): Answer | undefined {
	if (request.method === 'PUT') {
		if (secrets.has(path)) return failure(409, `secret '${path}' already exists`);
		return write(secrets, request, path, 201);
	}
	const secret = secrets.get(path);
	if (!secret) return failure(404, `secret '${path}' does not exist`);
	if (request.method === 'PATCH') return write(secrets, request, path, 204);
	if (request.method === 'GET') return show(secret);
	if (request.method !== 'DELETE') return undefined;
	secrets.delete(path);
	return emptyAnswer(204);
}

/** Without a Content-Type the body is taken for JSON; only octet-stream makes a file secret. */
function write(secrets: Map<string, Secret>, {headers, body}: Request, path: string, status: number): Answer {
	if (path === '') return failure(400, 'the name of the secret is missing');
	if (/^application\/octet-stream\b/.test(headers['content-type'] ?? '')) {
		secrets.set(path, {value: body});
		return emptyAnswer(status);
	}
	const {value, ...about} = jsonObject(body) ?? {};
	if (typeof value !== 'string') return failure(400, 'the body is no JSON object with a string `value`');
	secrets.set(path, {...about, value});
	return emptyAnswer(status);
}

/** A file secret is never told as JSON, whatever the request accepts. */
function show(secret: Secret): Answer {
	return typeof secret.value === 'string'
		? jsonAnswer(200, secret)
		: answer(200, 'application/octet-stream', secret.value);
}

function listBelow({secrets}: SecretStore, path: string): Answer {
	const prefix = path === '' ? '' : `${path}/`;
	const below = [...secrets.keys()].filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
	if (below.length === 0 && path !== '') return failure(404, `there is nothing below '${path}'`);
	return jsonAnswer(200, {array: below.sort()});
}

function failure(status: number, message: string): Answer {
	return jsonAnswer(status, {code: status, message});
}
