import type {Authority} from './certificates.ts';
import {type Answer, answer, jsonAnswer, jsonObject, type Service} from './exchange.ts';

const usages = 'server auth';
const expiry = '8760h';

/** The certificate bundle that anyone may read: /ca/dcos-ca.crt. */
export function createCaBundle(authority: Authority): Service {
	return ({method}) =>
		method === 'GET' || method === 'HEAD'
			? answer(200, 'application/x-x509-ca-cert', `${authority.cert}\n`)
			: undefined;
}

/** The CA's API, /ca/api/v2/: what a service needs to get a certificate of its own. */
export function createCaApi(authority: Authority): Service {
	return ({method, path, body}) => {
		const asked = jsonObject(body.length > 0 ? body : Buffer.from('{}'));
		if (!asked) return failure(400, 'the body is no JSON object');
		if (method === 'POST' && path === '/ca/api/v2/info') return success({certificate: authority.cert, usages, expiry});
		if (method === 'POST' && path === '/ca/api/v2/sign') return sign(authority, asked);
		return undefined;
	};
}

async function sign(authority: Authority, asked: Record<string, unknown>): Promise<Answer> {
	const {certificate_request: request, hosts} = asked;
	if (typeof request !== 'string') return failure(400, 'certificate_request is missing');
	if (!isListOfNames(hosts)) return failure(400, 'hosts is no list of names');
	try {
		return success({certificate: await authority.sign(request, hosts)});
	} catch (error) {
		return failure(400, error instanceof Error ? error.message : String(error));
	}
}

function isListOfNames(value: unknown): value is string[] {
	return Array.isArray(value) && value.length > 0 && value.every(name => typeof name === 'string');
}

function success(result: object): Answer {
	return jsonAnswer(200, {success: true, result, errors: [], messages: []});
}

function failure(status: number, message: string): Answer {
	return jsonAnswer(status, {success: false, result: {}, errors: [{code: status, message}], messages: []});
}
