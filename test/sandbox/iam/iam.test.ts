import {generateKeyPairSync} from 'node:crypto';
import test from 'ava';
import {SignJWT} from 'jose';
import {withCluster} from '../with-cluster.ts';

const iam = '/acs/api/v1';
const pair = generateKeyPairSync('rsa', {modulusLength: 2048});
const publicKey = pair.publicKey.export({type: 'spki', format: 'pem'}).toString();

test('a user logs in with the password', async t => {
	const {clientWith, superuser} = await withCluster(t);
	const anyone = clientWith('');
	const {uid, password} = superuser;
	const right = await anyone('POST', `${iam}/auth/login`, {uid, password});
	t.is(right.status, 200);
	t.is((await clientWith(right.json.token)('GET', `${iam}/users`)).status, 200);
	const wrong = await anyone('POST', `${iam}/auth/login`, {uid, password: 'wrong'});
	t.deepEqual([wrong.status, wrong.json.code], [401, 'ERR_INVALID_CREDENTIALS']);
});

test('a service logs in with a token signed by its own private key', async t => {
	const {client, clientWith} = await withCluster(t);
	await client('PUT', `${iam}/users/service`, {description: '', public_key: publicKey});
	const logIn = async (key: typeof pair.privateKey, exp: number) => {
		const token = await new SignJWT({uid: 'service'})
			.setProtectedHeader({alg: 'RS256'})
			.setExpirationTime(exp)
			.sign(key);
		return (await clientWith('')('POST', `${iam}/auth/login`, {uid: 'service', token})).status;
	};
	const soon = Math.floor(Date.now() / 1000) + 60;
	t.is(await logIn(pair.privateKey, soon), 200);
	t.is(await logIn(pair.privateKey, soon - 120), 401);
	t.is(await logIn(generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey, soon), 401);
});

test('a service account is created once, shown with its key and keeps that key', async t => {
	const {client} = await withCluster(t);
	const user = `${iam}/users/service`;
	t.is((await client('GET', user)).json.code, 'ERR_UNKNOWN_USER_ID');
	t.is((await client('GET', user)).status, 400);
	t.is((await client('PUT', user, {description: 'd', public_key: publicKey})).status, 201);
	const again = await client('PUT', user, {description: 'd', public_key: publicKey});
	t.deepEqual([again.status, again.json.code], [409, 'ERR_USER_EXISTS']);
	t.like((await client('GET', user)).json, {uid: 'service', is_service: true, public_key: publicKey});
	t.is((await client('PATCH', user, {public_key: publicKey})).status, 400);
	t.is((await client('PATCH', user, {description: 'new'})).status, 204);
	const services = await client('GET', `${iam}/users?type=service`);
	t.deepEqual(
		services.json.array.map((each: {description: string}) => each.description),
		['new'],
	);
	t.is((await client('DELETE', user)).status, 204);
	t.is((await client('DELETE', user)).status, 400);
});

test('a public key must be an RSA key in PEM, and a request to create something must be JSON', async t => {
	const {client} = await withCluster(t);
	const curve = generateKeyPairSync('ec', {namedCurve: 'P-256'}).publicKey.export({type: 'spki', format: 'pem'});
	for (const key of ['no key', curve, publicKey.replace(/\n[A-Za-z]/, '\n!')]) {
		const reply = await client('PUT', `${iam}/users/service`, {description: '', public_key: key});
		t.deepEqual([reply.status, reply.json.code], [400, 'ERR_INVALID_PUBLIC_KEY']);
	}
	t.is((await client('PUT', `${iam}/users/a%20b`, {password: 'p'})).json.code, 'ERR_INVALID_USER_ID');
	t.is((await client('PUT', `${iam}/acls/x`)).json.code, 'ERR_INVALID_DATA');
	t.is((await client('PUT', `${iam}/acls/x`, {description: 'x'}, {'content-type': 'text/plain'})).status, 400);
});

test('a grant needs the ACL, the user and a known action; twice is a conflict', async t => {
	const {client} = await withCluster(t);
	const acl = `${iam}/acls/dcos:adminrouter:ops:ca:rw`;
	const grant = (uid: string, action: string) => client('PUT', `${acl}/users/${uid}/${action}`);
	t.is((await grant('bootstrapuser', 'full')).json.code, 'ERR_UNKNOWN_RESOURCE_ID');
	t.is((await client('PUT', acl, {description: 'CA'})).status, 201);
	t.is((await client('PUT', acl, {description: 'CA'})).json.code, 'ERR_ACL_EXISTS');
	t.is((await grant('nobody', 'full')).json.code, 'ERR_UNKNOWN_USER_ID');
	t.is((await grant('bootstrapuser', 'eat')).json.code, 'ERR_INVALID_ACTION');
	t.is((await grant('bootstrapuser', 'full')).status, 204);
	const again = await grant('bootstrapuser', 'full');
	t.deepEqual([again.status, again.json.code], [409, 'ERR_PERMISSION_EXISTS']);
	const {json} = await client('GET', `${iam}/users/bootstrapuser/permissions`);
	t.deepEqual(
		json.direct.map((each: {rid: string}) => each.rid),
		['dcos:superuser', 'dcos:adminrouter:ops:ca:rw'],
	);
	t.is((await client('DELETE', `${acl}/users/bootstrapuser/full`)).status, 204);
	t.is((await client('DELETE', `${acl}/users/bootstrapuser`)).json.code, 'ERR_USER_NOT_IN_ACL');
});

test('slashes in a resource ID are encoded twice', async t => {
	const {client, cluster} = await withCluster(t);
	t.is((await client('PUT', `${iam}/acls/dcos:secrets:default:%252Fa%252Fb`, {description: ''})).status, 201);
	t.true(cluster.accounts.acls.has('dcos:secrets:default:/a/b'));
	t.is((await client('PUT', `${iam}/acls/dcos:secrets:default:%2Fc`, {description: ''})).status, 404);
});

test('deleting a user takes its grants along and leaves the ACL', async t => {
	const {client, cluster} = await withCluster(t);
	await client('PUT', `${iam}/users/service`, {public_key: publicKey});
	await client('PUT', `${iam}/acls/r`, {description: ''});
	await client('PUT', `${iam}/acls/r/users/service/full`);
	await client('DELETE', `${iam}/users/service`);
	t.is(cluster.accounts.acls.get('r')?.grants.size, 0);
});

test('only a superuser may use the IAM', async t => {
	const {client, clientWith, cluster} = await withCluster(t);
	await client('PUT', `${iam}/users/operator`, {password: 'p'});
	const operator = clientWith(await cluster.tokens.issue('operator', 60));
	t.is((await operator('PUT', `${iam}/users/other`, {password: 'p'})).status, 403);
	t.false(cluster.accounts.users.has('other'));
});
