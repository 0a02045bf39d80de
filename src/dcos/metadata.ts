import type {Http} from './http.ts';
import {jsonOf} from './json.ts';

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
			const body = jsonOf<{version?: unknown; 'dcos-variant'?: unknown}>(answer, '/dcos-metadata/dcos-version.json');
			const variant = body['dcos-variant'];
			return {
				version: typeof body.version === 'string' ? body.version : '',
				variant: typeof variant === 'string' ? variant : null,
			};
		},
		async securityMode() {
			const answer = await http({method: 'GET', path: '/dcos-metadata/bootstrap-config.json', expect: [200, 404]});
			if (answer.status === 404) return null;
			const {security} = jsonOf<{security?: unknown}>(answer, '/dcos-metadata/bootstrap-config.json');
			return typeof security === 'string' ? security : null;
		},
		async publicAddress() {
			const answer = await http({method: 'GET', path: '/metadata', expect: [200]});
			const address = jsonOf<{PUBLIC_IPV4?: unknown}>(answer, '/metadata').PUBLIC_IPV4;
			return typeof address === 'string' && address.trim() !== '' ? address.trim() : null;
		},
		async caBundle() {
			return (await http({method: 'GET', path: '/ca/dcos-ca.crt', expect: [200]})).text;
		},
	};
}
