import type {KnownSecrets} from '../errors/known-secrets.ts';
import type {Environment, Files, Log} from '../world.ts';
import {clusterFrom, loginOf} from './cluster.ts';
import type {ClusterApis} from './cluster-apis.ts';
import {cosmosOver} from './cosmos.ts';
import {openHttp} from './http.ts';
import {iamOver} from './iam.ts';
import {marathonOver} from './marathon.ts';
import {mesosOver} from './mesos.ts';
import {metadataOver} from './metadata.ts';
import {secretsOver} from './secrets.ts';

type Options = {env: Environment; files: Files; log: Log; userAgent: string; known: KnownSecrets};

/** Throws a LoginError when the CLI handed over no cluster or no login; sends nothing yet. */
export async function openCluster(options: Options): Promise<ClusterApis> {
	const cluster = clusterFrom(options.env);
	const http = await openHttp(cluster, options);
	return {
		login: loginOf(cluster.token),
		url: cluster.url,
		insecure: cluster.trust.kind === 'insecure',
		metadata: metadataOver(http),
		secrets: secretsOver(http, options.known),
		iam: iamOver(http),
		cosmos: cosmosOver(http),
		marathon: marathonOver(http),
		mesos: mesosOver(http),
	};
}
