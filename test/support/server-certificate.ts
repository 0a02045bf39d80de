import {type Authority, createAuthority, type KeyedCertificate} from '../sandbox/certificates.ts';

type Certified = {authority: Authority; certificate: KeyedCertificate};

let made: Promise<Certified> | undefined;

/** An authority and its certificate for a server of this machine, or behind the name store.example; made once for all tests of a process. */
export function serverCertificate(): Promise<Certified> {
	made ??= make();
	return made;
}

async function make(): Promise<Certified> {
	const authority = await createAuthority(Date.now());
	return {authority, certificate: await authority.issue(['127.0.0.1', 'localhost', 'store.example'])};
}
