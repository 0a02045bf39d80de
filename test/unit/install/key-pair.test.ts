import {createPrivateKey, createPublicKey, generateKeyPairSync} from 'node:crypto';
import test from 'ava';
import {Secret} from '../../../src/errors/secret.ts';
import {belongTogether, newPrivateKey, publicKeyOf} from '../../../src/install/key-pair.ts';
import {otherPublicKey, key as own, publicKey as ownPublic} from './keys.ts';

test('two new keys are two RSA keys of 2048 bits, PKCS#8 in PEM', async t => {
	const made = [await newPrivateKey(), await newPrivateKey()].map(each => each.reveal());
	for (const text of made) {
		const key = createPrivateKey(text);
		t.is(key.asymmetricKeyType, 'rsa');
		t.is(key.asymmetricKeyDetails?.modulusLength, 2048);
		t.regex(text, /^-----BEGIN PRIVATE KEY-----\n/);
	}
	t.not(made[0], made[1]);
});

test('the public key has the form that IAM takes', t => {
	t.regex(ownPublic, /^-----BEGIN PUBLIC KEY-----\n/);
	t.is(createPublicKey(ownPublic).asymmetricKeyType, 'rsa');
});

test('a key in the older form (PKCS#1), as openssl wrote it, has a public key too', t => {
	const older = createPrivateKey(own.reveal()).export({type: 'pkcs1', format: 'pem'}).toString();
	t.is(publicKeyOf(new Secret(older)), ownPublic);
	t.true(belongTogether(new Secret(older), ownPublic));
});

const elliptic = generateKeyPairSync('ec', {
	namedCurve: 'P-256',
	publicKeyEncoding: {type: 'spki', format: 'pem'},
	privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
});

for (const [what, text] of [
	['an elliptic key', elliptic.privateKey],
	['a public key', ownPublic],
	['half a key', own.reveal().slice(0, 400)],
	['some text', 'secret'],
	['nothing', ''],
] as const) {
	test(`${what} is no RSA private key`, t => {
		t.is(publicKeyOf(new Secret(text)), null);
	});
}

test('a private key and its public key belong together, in any notation of the same key', t => {
	t.true(belongTogether(own, ownPublic));
	t.true(belongTogether(own, ownPublic.trimEnd()));
	t.true(belongTogether(own, createPublicKey(ownPublic).export({type: 'pkcs1', format: 'pem'}).toString()));
});

for (const [what, publicKey] of [
	['of another key', otherPublicKey],
	['of another kind', elliptic.publicKey],
	['that is none', 'text'],
	['that is empty', ''],
] as const) {
	test(`a private key and a public key ${what} do not belong together`, t => {
		t.false(belongTogether(own, publicKey));
	});
}
