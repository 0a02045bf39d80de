import {mkdtemp, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {createAuthority} from '../sandbox/certificates.ts';
import {type S3Key, type S3Options, type S3Service, startS3} from '../sandbox/s3/s3-service.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';

export type StoreOptions = Omit<Partial<S3Options>, 'tls' | 'keys'> & {
	/** The keys that the service knows, by the profile under which the credential file has them; one "default" when absent. */
	keys?: Record<string, S3Key>;
	/** More profiles of the credential file, with keys that the service does not know, or knows otherwise. */
	profiles?: Record<string, KeyPair>;
	/** The names in its certificate: "localhost", 127.0.0.1 and that of each bucket when absent; null for plain HTTP. */
	names?: string[] | null;
	/** Whether its certificate ended a year ago. */
	expired?: boolean;
};

/** An S3 service beside the sandbox's, with what an operator needs to reach it. */
export type Store = {
	service: S3Service;
	/** The names of its buckets. */
	buckets: readonly string[];
	/** The certificate of its own authority, PEM. */
	caFile: string;
	credentialsFile: string;
	/** The words of `storage s3` that suit it; another value replaces a flag's own, null leaves the flag out. */
	words(overrides?: Readonly<Record<string, string | null>>): string[];
};

type KeyPair = Pick<S3Key, 'accessKeyId' | 'secretAccessKey'>;

const year = 365 * 24 * 60 * 60 * 1000;
const usualRegion = 'us-east-1';
const usualKey: S3Key = {
	accessKeyId: 'AKIASTOREDEFAULT0001',
	secretAccessKey: 'canary-store-6hRq1nVx8sLd3wKz0pYt5bGm7uCj',
};

/** Starts a store for one test, in us-east-1 with a bucket "packages" where the options don't say otherwise. */
export async function withStore(
	t: ExecutionContext,
	{sandbox}: {sandbox: Pick<Sandbox, 'caFile'>},
	options: StoreOptions = {},
): Promise<Store> {
	const {keys = {default: usualKey}, profiles = {}, names, expired = false, ...own} = options;
	const s3 = {region: usualRegion, buckets: {packages: {}}, ...own, keys: Object.values(keys)};
	const [bucket = ''] = Object.keys(s3.buckets);
	const [profile = ''] = Object.keys(keys);
	const {authority, tls} = await certify(names === undefined ? namesOf(s3) : names, expired);
	const service = await startS3({...s3, tls});
	t.teardown(() => service.stop());
	const directory = await mkdtemp(path.join(path.dirname(sandbox.caFile), 'store-'));
	const caFile = path.join(directory, 'ca.crt');
	const credentialsFile = path.join(directory, 'credentials');
	await writeFile(caFile, authority.cert);
	await writeFile(credentialsFile, describeProfiles({...keys, ...profiles}), {mode: 0o600});
	const address = {bucket, path: 'packages/dcos', endpoint: service.endpoint, region: s3.region};
	const trust = {'endpoint-ca': tls ? caFile : null, credentials: credentialsFile, profile};
	const words = (overrides = {}) => ['storage', 's3', ...storageWords({...address, ...trust, ...overrides})];
	return {service, buckets: Object.keys(s3.buckets), caFile, credentialsFile, words};
}

async function certify(names: string[] | null, expired: boolean) {
	const authority = await createAuthority(Date.now() - (expired ? 2 * year : 0));
	return {authority, tls: names === null ? undefined : await authority.issue(names)};
}

function namesOf({buckets}: Pick<S3Options, 'buckets'>): string[] {
	return ['localhost', '127.0.0.1', ...Object.keys(buckets).map(bucket => `${bucket}.localhost`)];
}

/** Flags as words; null leaves one out, an empty text is a flag without a value. */
export function storageWords(flags: Readonly<Record<string, string | null>>): string[] {
	return Object.entries(flags).flatMap(([name, value]) => {
		if (value === null) return [];
		return value === '' ? [`--${name}`] : [`--${name}`, value];
	});
}

function describeProfiles(profiles: Record<string, KeyPair>): string {
	const sections = Object.entries(profiles).map(
		([name, {accessKeyId, secretAccessKey}]) =>
			`[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
	);
	return sections.join('\n');
}
