import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Sandbox} from '../sandbox/sandbox.ts';

/** Everything in a sandbox that must never show, by what it is: the token, the keys, and the parts of the private key. */
export function secretsOf({token, secrets, s3}: Sandbox, credentials: string): Map<string, string> {
	const keys = [...credentials.matchAll(/^aws_(?:secret_access_key|session_token)\s*=\s*(\S+)$/gm)].map(
		([, key = '']) => key,
	);
	const account = secrets.secrets.get('dcos-registry/service-account')?.value.toString() ?? '{}';
	const {private_key: privateKey = ''} = JSON.parse(account) as {private_key?: string};
	const lines = privateKey.split('\n').filter(line => line !== '' && !line.startsWith('-----'));
	return new Map([
		['the token', token],
		["the token's signature", token.split('.').at(-1) ?? token],
		["the profile's secret key", s3.secretAccessKey],
		...keys.map((key, index): [string, string] => [`secret key ${index}`, key]),
		...lines.map((line, index): [string, string] => [`line ${index} of the private key`, line]),
	]);
}

/** The secrets that a text holds, plainly or in base64, by what they are. */
export function secretsIn(text: string, secrets: ReadonlyMap<string, string>): string[] {
	const forms = (value: string) => [
		value,
		encodeURIComponent(value),
		Buffer.from(value).toString('base64').replace(/=+$/, ''),
	];
	return [...secrets].filter(([, value]) => forms(value).some(form => text.includes(form))).map(([name]) => name);
}

/** The texts of all files below a directory, by path. */
export async function filesBelow(directory: string): Promise<Map<string, string>> {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
	return new Map(await Promise.all(files.map(async file => [file, await readFile(file, 'latin1')] as const)));
}
