import 'reflect-metadata';
import {webcrypto} from 'node:crypto';
import * as x509 from '@peculiar/x509';

const day = 24 * 60 * 60 * 1000;
const rsa = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	publicExponent: new Uint8Array([1, 0, 1]),
	modulusLength: 2048,
};
const ecdsa = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};

/** A certificate and its private key, both PEM. */
export type KeyedCertificate = {cert: string; key: string};

/** The certificate authority of one cluster. */
export type Authority = {
	/** Its own certificate, PEM. */
	cert: string;
	/** A new key and a server certificate for these names and addresses; the first one is its common name. */
	issue: (hosts: string[]) => Promise<KeyedCertificate>;
	/** A server certificate, PEM, for the key of a signing request; `hosts` replace the names that the request asks for. */
	sign: (request: string, hosts: string[]) => Promise<string>;
};

/** A new key pair for an authority, which takes longer than everything else here. */
export function authorityKeys(): Promise<webcrypto.CryptoKeyPair> {
	return webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
}

/**
 * `now` is in milliseconds; the authority is valid for ten years from then, what it signs for one. Two authorities with the same
 * keys trust each other's certificates: for those that never meet.
 */
export async function createAuthority(
	now: number,
	given = authorityKeys(),
	name = 'CN=DC/OS Root CA sandbox, O=Sandbox',
): Promise<Authority> {
	const keys = await given;
	const certificate = await selfSigned(keys, name, now);
	const certify = (publicKey: x509.PublicKeyType, hosts: string[]) =>
		x509.X509CertificateGenerator.create({
			...serverCertificate(hosts, now),
			issuer: certificate.subject,
			publicKey,
			signingKey: keys.privateKey,
			signingAlgorithm: rsa,
		});
	return {
		cert: certificate.toString('pem'),
		issue: async hosts => {
			const pair = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
			const issued = await certify(pair.publicKey, hosts);
			return {cert: issued.toString('pem'), key: await privateKeyPem(pair.privateKey)};
		},
		sign: async (request, hosts) => {
			const asked = new x509.Pkcs10CertificateRequest(request);
			if (!(await asked.verify())) throw new Error('the signature of the certificate request is wrong');
			return (await certify(asked.publicKey, hosts)).toString('pem');
		},
	};
}

/** A key and a request, both PEM, as a service in the cluster makes them to get its certificate. */
export async function createSigningRequest(host: string): Promise<{request: string; key: string}> {
	const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
	const request = await x509.Pkcs10CertificateRequestGenerator.create({
		name: `CN=${host}`,
		keys,
		signingAlgorithm: ecdsa,
	});
	return {request: request.toString('pem'), key: await privateKeyPem(keys.privateKey)};
}

function selfSigned(keys: webcrypto.CryptoKeyPair, name: string, now: number): Promise<x509.X509Certificate> {
	return x509.X509CertificateGenerator.createSelfSigned({
		name,
		notBefore: new Date(now - day),
		notAfter: new Date(now + 3650 * day),
		keys,
		signingAlgorithm: rsa,
		extensions: [
			new x509.BasicConstraintsExtension(true, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
		],
	});
}

function serverCertificate(hosts: string[], now: number) {
	return {
		subject: `CN=${hosts[0]}`,
		notBefore: new Date(now - day),
		notAfter: new Date(now + 365 * day),
		extensions: [
			new x509.BasicConstraintsExtension(false, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
			new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
			new x509.SubjectAlternativeNameExtension(
				hosts.map(host => ({type: /^[\d.]+$/.test(host) ? 'ip' : 'dns', value: host})),
			),
		],
	};
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
	return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
