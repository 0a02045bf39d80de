import {ApiError, NoAnswerError} from '../errors/api-error.ts';
import {commandLine} from '../errors/command-line.ts';
import {LoginError, type UserError} from '../errors/errors.ts';
import {aDocument, readAs} from '../errors/expected.ts';
import {isJsonObject, type Json} from '../errors/json.ts';
import {firstWords} from '../errors/some-words.ts';
import {proxyFailure} from './explain-proxy.ts';
import type {HttpAnswer, HttpRequest} from './http.ts';
import {pathOnly, requestName} from './request-name.ts';

/** What a server says of a failure: Cosmos `{type,message,data}`, IAM `{code,title,description}`, Marathon `{message,details}`. */
type Refusal = {type: string | null; message: string | null; data: Json};

type Answer = Pick<HttpAnswer, 'status' | 'contentType' | 'text'>;

/** Turns an answer that the caller did not expect into an error in words. Admin Router's own 401 and 403 are HTML pages. */
export function refused(answer: Answer, request: HttpRequest, clusterUrl: string): UserError {
	const what = requestName(request);
	if (answer.status === 401) {
		return new LoginError(`the cluster ${clusterUrl} did not accept the login: it may have expired (401 on ${what})`, {
			hint: 'dcos auth login',
		});
	}
	const refusal = refusalIn(answer);
	const words = refusal.message === null ? '' : `: ${refusal.message}`;
	if (answer.status === 403) {
		return new LoginError(`you are not allowed to do this (403 on ${what})${words}`, {
			hint: isMarathons(refusal) ? marathonHint : permissionHint(request),
			forbidden: true,
		});
	}
	const details = {method: request.method, path: pathOnly(request.path), status: answer.status, type: refusal.type};
	return new ApiError(
		`the cluster answered ${answer.status} to ${what}${words}`,
		{...details, serverMessage: refusal.message, data: refusal.data},
		{details: validationDetails(refusal.data), hint: hintForStatus(answer.status)},
	);
}

/** Cosmos acts in Marathon in the user's name, and passes on what Marathon refuses. */
function isMarathons({type, data}: Refusal): boolean {
	return type === 'Forbidden' && isJsonObject(data) && data.serviceName === 'marathon';
}

const marathonHint =
	'ask an administrator for: dcos security org users grant <your user> dcos:service:marathon:marathon:services:/ full';

const serverHint = 'try again in a minute; if it stays so, the service behind that path is not well on the masters';

/** A redirect is never followed, so that the token stays with the cluster. */
function hintForStatus(status: number): string | undefined {
	if (status >= 500) return serverHint;
	return status >= 300 && status < 400 ? 'the cluster has another address: dcos cluster setup <url>' : undefined;
}

/** Turns a failed connection into an error in words; `proxy` is the one that it led through. Nothing of the request leaves with it. */
export function connectionFailed(
	error: unknown,
	request: HttpRequest,
	{url, proxy}: {url: string; proxy: URL | null},
): UserError {
	const code = codeOf(error);
	const what = requestName(request);
	const {why, hint} = proxyFailure(code, reasonOf(error), proxy) ?? {
		why: reasons.get(code) ?? reasonOf(error),
		hint: hintFor(code),
	};
	return new NoAnswerError(`no answer from ${url} to ${what}: ${why} (${code})`, {hint});
}

function hintFor(code: string): string {
	return certificateCodes.has(code)
		? 'dcos config set core.ssl_verify <path of the CA file>, or set up the cluster again: dcos cluster setup <url>'
		: 'check that the cluster can be reached from here: dcos node list';
}

const certificateCodes = new Set([
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_GET_ISSUER_CERT',
	'CERT_HAS_EXPIRED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const reasons: ReadonlyMap<string, string> = new Map([
	['ECONNREFUSED', 'the connection was refused'],
	['ENOTFOUND', 'its name does not resolve'],
	['EAI_AGAIN', 'its name does not resolve'],
	['ETIMEDOUT', 'it took too long'],
	['ECONNRESET', 'the connection was cut'],
	['ERR_HTTP_CONTENT_LENGTH_MISMATCH', 'the answer was cut short'],
	['ERR_READING_RESPONSE_STREAM', 'the answer was cut short'],
	['EHOSTUNREACH', 'there is no route to it'],
	['EPROTO', 'what answers there does not speak TLS'],
	['ERR_SSL_WRONG_VERSION_NUMBER', 'what answers there does not speak TLS'],
	['HPE_INVALID_CONSTANT', 'what answers there does not speak HTTP'],
	['HPE_HEADER_OVERFLOW', 'the headers of the answer are too long'],
	['ERR_ANSWER_TOO_LONG', 'the answer is longer than any should be'],
	['ERR_NO_ANSWER', 'what answers there changes to another protocol, or says words without end before it answers'],
	['CERT_NOT_YET_VALID', "its certificate is not valid yet: check this machine's clock"],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is signed by an unknown authority'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is signed by an unknown authority'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is signed by an unknown authority'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed'],
	['CERT_HAS_EXPIRED', 'its certificate has expired'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
]);

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

function refusalIn({contentType, text}: Answer): Refusal {
	const nothing = {type: null, message: null, data: null};
	if (!/[/+]json\b/.test(contentType)) return nothing;
	try {
		const body = readAs(aDocument, JSON.parse(text)).read;
		if (body === null) return nothing;
		const {type, code, message, description, title, data, details} = body;
		return {
			type: textOf(type) ?? textOf(code),
			message: wordsOf(message) ?? wordsOf(description) ?? wordsOf(title),
			data: data ?? details ?? null,
		};
	} catch {
		return nothing;
	}
}

const wordsOf = (value: unknown): string | null => (typeof value === 'string' ? firstWords(value) : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** More than these nobody reads at once. */
const mostDetails = 50;

/** Cosmos puts the faults of an options document into data.errors, and the CLI used to throw them away. */
function validationDetails(data: Json): string[] {
	const errors = isJsonObject(data) ? (data.errors ?? null) : data;
	if (!Array.isArray(errors)) return [];
	return errors.slice(0, mostDetails).map((error: Json) => {
		const {message, instance} = isJsonObject(error) ? error : {message: error, instance: null};
		const pointer = isJsonObject(instance) ? textOf(instance.pointer) : null;
		return firstWords([pointer, textOf(message) ?? JSON.stringify(error)].filter(Boolean).join(': '));
	});
}

const permissions: readonly (readonly [RegExp, string])[] = [
	[/^\/acs\//, 'dcos:superuser'],
	[/^\/(package|cosmos)\//, 'dcos:adminrouter:package'],
	[/^\/service\/marathon\//, 'dcos:adminrouter:service:marathon'],
	[/^\/mesos\//, 'dcos:adminrouter:ops:mesos'],
	[/^\/dcos-metadata\//, 'dcos:adminrouter:ops:metadata'],
];

function permissionHint({method, path}: HttpRequest): string {
	const secret = secretPermission(method, pathOnly(path));
	const permission = secret ?? [permissions.find(([prefix]) => prefix.test(path))?.[1] ?? 'dcos:superuser', 'full'];
	return `ask an administrator for: dcos security org users grant <your user> ${commandLine(permission)}`;
}

/** DC/OS has one permission for each secret and action; null when it was not about a secret. */
function secretPermission(
	method: HttpRequest['method'],
	path: string,
): readonly [resource: string, action: string] | null {
	const [, name] = /^\/secrets\/v1\/secret\/default\/(.+)$/.exec(path) ?? [];
	if (name === undefined) return null;
	const readable = decodeURIComponent(name);
	const action = {GET: 'read', PUT: 'create', POST: 'create', PATCH: 'update', DELETE: 'delete'}[method];
	return [`dcos:secrets:default:${readable.includes('/') ? '/' : ''}${readable}`, action];
}
