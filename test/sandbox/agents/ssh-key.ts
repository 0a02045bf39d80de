import ssh2 from 'ssh2';

/** A key pair in OpenSSH's formats: a private key file, and a line as in authorized_keys. */
export type SshKey = {private: string; public: string};

/** Makes an Ed25519 key. */
export function createSshKey(): SshKey {
	// ssh2 1.17.0 writes one key in 256 that nobody can read, its own parser included (mscdex/ssh2#1513).
	for (let attempt = 0; attempt < 20; attempt++) {
		const pair = ssh2.utils.generateKeyPairSync('ed25519');
		if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
	}
	throw new Error('no readable SSH key in twenty attempts');
}
