import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {LoginError} from '../errors/errors.ts';
import {supportedReleases, unsupportedRelease} from '../registry/known-package.ts';
import {type Check, ok, problem, warning} from './check.ts';

type Asked = {
	/** Milliseconds since 1970. */
	now: number;
	/** How long the installation may take, milliseconds. */
	timeout: number;
};

export type ClusterLook = {
	checks: readonly Check[];
	/** e.g. 2.2.1; null for a release that has no package registry: nothing else is worth a look then. */
	dcosVersion: string | null;
	/** strict, permissive or disabled; null when the cluster does not tell. */
	mode: string | null;
};

/** Which cluster this is, and whose login. */
export async function checkCluster(cluster: ClusterApis, {now, timeout}: Asked): Promise<ClusterLook> {
	const {metadata, url} = cluster;
	const found = await metadata.version();
	const unsupported = unsupportedRelease(found);
	if (unsupported !== null) {
		const checks = [problem('cluster', `${url} ${unsupported}`, supportedReleases)];
		return {checks, dcosVersion: null, mode: null};
	}
	const mode = await metadata.securityMode().catch(unlessForbidden);
	const checks = [checkLogin(cluster, {now, timeout}), checkMode(url, found, mode)];
	return {checks, dcosVersion: found.version, mode: mode === 'hidden' ? null : mode};
}

function checkLogin({login: {uid, ends}}: ClusterApis, {now, timeout}: Asked): Check {
	const who = uid === null ? 'logged in' : `logged in as ${uid}`;
	if (ends === null || ends - now > timeout) return ok('login', who);
	const minutes = Math.max(0, Math.floor((ends - now) / 60_000));
	const left = `${who}, but that login ends in ${minutes} min and the installation may take ${Math.ceil(timeout / 60_000)} min`;
	return warning('login', left, 'dcos auth login');
}

function checkMode(url: string, {version, variant}: {version: string; variant: string | null}, mode: string | null) {
	const release = `DC/OS ${version} Enterprise`;
	if (mode === 'hidden')
		return warning('cluster', `${release}; you may not see its security mode, which has to be permissive or strict`);
	if (mode === 'disabled') {
		return problem(
			'cluster',
			`${url} runs in security mode "disabled"`,
			'the package registry needs permissive or strict',
		);
	}
	if (mode !== null) return ok('cluster', `${release}, security mode ${mode}`);
	// open DC/OS has no such thing; since 1.12 it says that it is open
	return variant === null
		? problem(
				'cluster',
				`${url} runs DC/OS ${version} and has no security mode: it is not Enterprise`,
				supportedReleases,
			)
		: warning('cluster', `${release}; it does not tell its security mode`);
}

function unlessForbidden(error: unknown): 'hidden' {
	if (error instanceof LoginError && error.forbidden) return 'hidden';
	throw error;
}
