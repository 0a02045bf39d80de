import {nullish} from 'valibot';
import {anObject, aText} from '../errors/expected.ts';
import type {Http} from './http.ts';
import {answerAs} from './json.ts';

export type Version = {
	/** As DC/OS says it, e.g. "2.2.1" or "2.2-dev". */
	version: string;
	/** "enterprise" or "open"; null before 1.12, which did not say. */
	variant: string | null;
};

export type ClusterMetadata = {
	/** Needs no login. */
	version(): Promise<Version>;
	/** strict, permissive or disabled; null on open DC/OS, which has no such file. */
	securityMode(): Promise<string | null>;
	/** The master's public address, which `--master-proxy` goes through; null when it has none. */
	publicAddress(): Promise<string | null>;
	/** The cluster's CA certificates, PEM. Needs no login; as trustworthy as the connection it came over. */
	caBundle(): Promise<string>;
};

export function metadataOver(http: Http): ClusterMetadata {
	return {
		async version() {
			const answer = await http({method: 'GET', path: '/dcos-metadata/dcos-version.json', expect: [200]});
			const found = answerAs(answer, release);
			return {version: found.version, variant: found['dcos-variant'] ?? null};
		},
		async securityMode() {
			const answer = await http({method: 'GET', path: '/dcos-metadata/bootstrap-config.json', expect: [200, 404]});
			if (answer.status === 404) return null;
			return answerAs(answer, bootstrapConfig).security ?? null;
		},
		async publicAddress() {
			const answer = await http({method: 'GET', path: '/metadata', expect: [200]});
			return answerAs(answer, addresses).PUBLIC_IPV4?.trim() || null;
		},
		async caBundle() {
			return (await http({method: 'GET', path: '/ca/dcos-ca.crt', expect: [200]})).text;
		},
	};
}

const release = anObject({version: aText, 'dcos-variant': nullish(aText)});
const bootstrapConfig = anObject({security: nullish(aText)});
const addresses = anObject({PUBLIC_IPV4: nullish(aText)});
