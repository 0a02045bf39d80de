import {createPrivateKey} from 'node:crypto';
import {importPKCS8, SignJWT} from 'jose';
import {createSigningRequest, type KeyedCertificate} from '../certificates.ts';
import type {Now} from '../clock.ts';
import type {InsideClient} from '../inside-client.ts';

type ServiceAccount = {uid: string; private_key: string; login_endpoint: string};
type Reachable = {client: InsideClient; now: Now};

const fiveMinutes = 5 * 60;

/**
 * A certificate of the cluster's CA, as services get theirs: log in with the service account's private key, then let the
 * CA sign. It takes the permission dcos:adminrouter:ops:ca:rw.
 */
export async function obtainCertificate(
	account: string,
	hosts: string[],
	around: Reachable,
): Promise<KeyedCertificate> {
	const credential = readAccount(account);
	const token = await logIn(credential, around);
	const {request, key} = await createSigningRequest(hosts[0] ?? 'localhost');
	const {status, body} = await around.client('https://master.mesos/ca/api/v2/sign', {
		method: 'POST',
		headers: {authorization: `token=${token}`, 'content-type': 'application/json'},
		body: JSON.stringify({certificate_request: request, hosts}),
	});
	if (status !== 200)
		throw new Error(`the cluster's CA refused to sign for service account '${credential.uid}': ${status}`);
	return {cert: JSON.parse(body.toString('utf8')).result.certificate, key};
}

function readAccount(text: string): ServiceAccount {
	const {scheme, uid, private_key, login_endpoint} = JSON.parse(text);
	if (scheme !== 'RS256' || [uid, private_key, login_endpoint].some(value => typeof value !== 'string')) {
		throw new Error('the service account secret is not scheme RS256 with uid, private_key and login_endpoint');
	}
	return {uid, private_key, login_endpoint};
}

async function logIn({uid, private_key, login_endpoint}: ServiceAccount, {client, now}: Reachable): Promise<string> {
	const pem = createPrivateKey(private_key).export({type: 'pkcs8', format: 'pem'}).toString();
	const proof = await new SignJWT({uid})
		.setProtectedHeader({alg: 'RS256', typ: 'JWT'})
		.setExpirationTime(Math.floor(now() / 1000) + fiveMinutes)
		.sign(await importPKCS8(pem, 'RS256'));
	const headers = {'content-type': 'application/json'};
	const {status, body} = await client(login_endpoint, {
		method: 'POST',
		headers,
		body: JSON.stringify({uid, token: proof}),
	});
	if (status !== 200) throw new Error(`service account '${uid}' can't log in at ${login_endpoint}: ${status}`);
	return JSON.parse(body.toString('utf8')).token;
}
