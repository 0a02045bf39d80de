import {Agent} from 'node:https';
import {ListObjectsV2Command, S3Client} from '@aws-sdk/client-s3';
import {parse} from 'ini';

/** Where the packages are; `credentials` is the text of an AWS credential file. */
export type S3Storage = {bucket: string; path: string; endpoint: string; credentials: string; profile: string};

/** The keys of the packages below the path; rejects with what the S3 service has against it. */
export async function listStoredPackages(storage: S3Storage, ca: string): Promise<string[]> {
	const {bucket, path, endpoint} = storage;
	const agent = new Agent({ca, keepAlive: false});
	const client = new S3Client({
		endpoint,
		region: regionOf(endpoint),
		forcePathStyle: true,
		credentials: keysOf(storage),
		maxAttempts: 1,
		requestHandler: {httpsAgent: agent, requestTimeout: 60_000, connectionTimeout: 60_000},
	});
	try {
		const {Contents = []} = await client.send(new ListObjectsV2Command({Bucket: bucket, Prefix: path}));
		return Contents.flatMap(({Key = ''}) => (Key.endsWith('.dcos') ? [Key] : []));
	} catch (error) {
		const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
		throw new Error(`can't list bucket '${bucket}' at ${endpoint}: ${reason}`, {cause: error});
	} finally {
		client.destroy();
	}
}

/** AWS puts the region into the host name; other S3 services mostly take the first of all regions. */
function regionOf(endpoint: string): string {
	return /^https?:\/\/s3[.-]([a-z0-9-]+)\.amazonaws\.com/.exec(endpoint)?.[1] ?? 'us-east-1';
}

function keysOf({credentials, profile}: S3Storage): {accessKeyId: string; secretAccessKey: string} {
	const {aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey} = sectionOf(
		parse(credentials),
		profile,
	);
	if (accessKeyId && secretAccessKey) return {accessKeyId, secretAccessKey};
	throw new Error(`the S3 credential file has no key pair in profile '${profile}'`);
}

/** The ini library makes a section within a section of a name with dots. */
function sectionOf(document: Record<string, unknown>, name: string): Record<string, string | undefined> {
	const within = (section: unknown, part: string) => (section as Record<string, unknown> | undefined)?.[part];
	return (name.split('.').reduce<unknown>(within, document) ?? {}) as Record<string, string | undefined>;
}
