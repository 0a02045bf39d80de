import {X509Certificate} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DaemonError} from './daemon-error.ts';

/** What a TLS connection to a registry starts from, as PEM. */
export type RegistryTrust = {ca: string[]; cert: string[]; key: string[]; rejectUnauthorized: boolean};

/** For a registry that the daemon has as insecure. */
export const noTrustNeeded: RegistryTrust = {ca: [], cert: [], key: [], rejectUnauthorized: false};

/**
 * Reads the directory below certs.d whose name is the literal registry part of an image name, at every pull: *.crt adds to the
 * system's roots, *.cert and *.key are a client's certificate. A directory that is not there adds nothing. Here the system has no
 * roots: no registry that one of them vouches for is ever met, and they take long to read.
 */
export async function readTrust(certsD: string, registry: string): Promise<RegistryTrust> {
	const directory = join(certsD, registry);
	const files = await readdir(directory).catch(() => []);
	checkPairs(files);
	const read = (extension: string) =>
		Promise.all(files.filter(name => name.endsWith(extension)).map(name => readFile(join(directory, name), 'utf8')));
	const [authorities, cert, key] = await Promise.all([read('.crt'), read('.cert'), read('.key')]);
	return {ca: authorities.flatMap(certificatesIn), cert, key, rejectUnauthorized: true};
}

function checkPairs(files: string[]): void {
	for (const name of files) {
		const stem = name.replace(/\.[^.]*$/, '');
		if (name.endsWith('.cert') && !files.includes(`${stem}.key`)) {
			throw new DaemonError(
				`missing key ${stem}.key for client certificate ${name}. Note that CA certificates should use the extension .crt`,
			);
		}
		if (name.endsWith('.key') && !files.includes(`${stem}.cert`)) {
			throw new DaemonError(`missing client certificate ${stem}.cert for key ${name}`);
		}
	}
}

/** Docker passes over what is not a certificate, without a word. */
function certificatesIn(pem: string): string[] {
	const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	return blocks.filter(isCertificate);
}

function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).subject !== undefined;
	} catch {
		return false;
	}
}
