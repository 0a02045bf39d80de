import {generateKeyPairSync} from 'node:crypto';
import type {Sandbox} from '../../../sandbox/sandbox.ts';
import {type Cause, type Causes, refused, works} from '../cause.ts';
import type {Scene} from '../scene.ts';
import {chooseStorage} from './chosen-storage.ts';

const uid = 'dcos-registry-account';
const secretPath = 'dcos-registry/service-account';
const permission = 'dcos:adminrouter:ops:ca:rw';

type Keys = {publicKey: string; privateKey: string};

const pair = (modulusLength: number, type: 'pkcs8' | 'pkcs1' = 'pkcs8'): Keys =>
	generateKeyPairSync('rsa', {
		modulusLength,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type, format: 'pem'},
	});

const usual = pair(2048);
const other = pair(2048);
const {privateKey: elliptic} = generateKeyPairSync('ec', {
	namedCurve: 'P-256',
	publicKeyEncoding: {type: 'spki', format: 'pem'},
	privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
});

/** What there is of the service account, and what does not belong together. */
export const accountCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [...foreign(scene), ...half(scene), ...usable(scene)];
};

type Parts = {
	/** null for no account. */
	publicKey?: string | null;
	/** null for no secret. */
	secret?: string | Buffer | null;
	granted?: boolean;
};

/** What the account's secret holds. */
const login = ({privateKey = usual.privateKey, ...more}: {privateKey?: string; [key: string]: unknown} = {}) =>
	JSON.stringify({
		scheme: 'RS256',
		uid,
		private_key: privateKey,
		login_endpoint: 'https://master.mesos/acs/api/v1/auth/login',
		...more,
	});

/** What is not said otherwise belongs together, and is complete. */
function have({users, acls, secrets}: Sandbox, {publicKey = usual.publicKey, secret = login(), granted = true}: Parts) {
	if (publicKey !== null) users.set(uid, {uid, description: 'Registry', publicKey});
	if (secret !== null) secrets.secrets.set(secretPath, {value: secret});
	const grants = new Map(granted && publicKey !== null ? [[uid, new Set(['full'])]] : []);
	acls.set(permission, {description: 'CA', grants});
}

/** Never replaced unasked. */
function foreign({operator: {sandbox}}: Scene): Cause[] {
	const parts: Readonly<Record<string, Parts>> = {
		'an account with another key': {publicKey: other.publicKey},
		'an account without its secret': {secret: null},
		'a secret that is no login': {publicKey: null, secret: 'canary-password'},
		'an account and a secret that is no login': {secret: '{"password": "canary"}'},
		'a secret with a login of another kind': {publicKey: null, secret: login({scheme: 'HS256'})},
		'a secret with a key that is none': {publicKey: null, secret: login({privateKey: 'canary-key'})},
		'a secret with a key that is not RSA': {publicKey: null, secret: login({privateKey: elliptic})},
	};
	const named = ['install', '--service-account', uid];
	return [
		...Object.entries(parts).map(([of, each]) => refused(of, ['install'], {before: () => have(sandbox, each)})),
		refused('a secret of another account', named, {
			before: () => have(sandbox, {publicKey: null, secret: login({uid: 'spark-account'})}),
		}),
		refused('a person with the name of the account', ['install'], {
			before: () => sandbox.users.set(uid, {uid, description: 'Ann', password: 'canary'}),
		}),
		refused('a person in place of an account', ['install', '--service-account', sandbox.login.uid]),
	];
}

function half({operator: {sandbox}}: Scene): Cause[] {
	const left = ['install', '--no-service-account'];
	return [
		refused('no account where none is to be made', left),
		refused('an account without its permission where none is to be given', left, {
			before: () => have(sandbox, {granted: false}),
		}),
		works('an account without its permission', ['install', '--no-wait'], {
			before: () => have(sandbox, {granted: false}),
		}),
		works('a secret without its account', ['install', '--no-wait'], {before: () => have(sandbox, {publicKey: null})}),
	];
}

function usable({operator: {sandbox}}: Scene): Cause[] {
	const [long, old] = [pair(4096), pair(2048, 'pkcs1')];
	const parts: Readonly<Record<string, Parts>> = {
		'a key of 4096 bits': {publicKey: long.publicKey, secret: login(long)},
		'a key in PKCS 1': {publicKey: old.publicKey, secret: login(old)},
		'a login in a file secret': {secret: Buffer.from(login())},
		'a login without TLS': {secret: login({login_endpoint: 'http://master.mesos/acs/api/v1/auth/login'})},
	};
	return Object.entries(parts).map(([of, each]) =>
		works(of, ['install', '--no-service-account', '--no-wait'], {before: () => have(sandbox, each)}),
	);
}
