import {writeFile} from 'node:fs/promises';
import type {Authority} from './certificates.ts';
import type {Now} from './clock.ts';
import {type S3Key, type S3Service, startS3} from './s3/s3-service.ts';

/** The S3 service next to the cluster, with a credential file as an operator has it. */
export type Storage = {
	endpoint: string;
	region: string;
	bucket: string;
	/** The key pair of the profile "default", which may do everything. */
	accessKeyId: string;
	secretAccessKey: string;
	/** A file like ~/.aws/credentials; its secrets all contain the word "canary". */
	credentialsFile: string;
	service: S3Service;
	stop: () => Promise<void>;
};

const region = 'us-east-1';
const bucket = 'packages';
const usual = {accessKeyId: 'AKIASANDBOXDEFAULT01', secretAccessKey: 'canary-default-9uIX4hZ0pQ7kWc2mTj5bVn8rLd'};
const second = {accessKeyId: 'AKIASANDBOXREGISTRY2', secretAccessKey: 'canary-registry-1sGf6yKx3oEw8aHt0zRq4uNc'};
const reader = {accessKeyId: 'AKIASANDBOXREADONLY3', secretAccessKey: 'canary-reader-7jPv2bYm5iDs9eMk1xAl6oUh3f'};
const foreign = {accessKeyId: 'AKIASANDBOXFOREIGN04', secretAccessKey: 'canary-foreign-4tCr8wQz1nJg5vBy0kSx7lEpa'};

const keys: S3Key[] = [usual, second, {...reader, denied: ['put', 'delete', 'multipart']}];

export async function startStorage(authority: Authority, now: Now, credentialsFile: string): Promise<Storage> {
	await writeFile(credentialsFile, credentials(), {mode: 0o600});
	const tls = await authority.issue(['localhost', '127.0.0.1', `${bucket}.localhost`]);
	const service = await startS3({region, buckets: {[bucket]: {}}, keys, tls, now: () => new Date(now())});
	return {endpoint: service.endpoint, region, bucket, ...usual, credentialsFile, service, stop: () => service.stop()};
}

/** Besides good profiles those that an operator picks by mistake. */
function credentials(): string {
	return [
		profile('default', usual),
		profile('registry', second),
		profile('read-only', reader),
		profile('other-account', foreign),
		`${profile('temporary', foreign)}aws_session_token = canary-session-FwoGZXIvYXdzEBYaDK3\n`,
		'[assumed]\nrole_arn = arn:aws:iam::111122223333:role/packages\nsource_profile = default\n',
	].join('\n');
}

function profile(name: string, {accessKeyId, secretAccessKey}: S3Key): string {
	return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
