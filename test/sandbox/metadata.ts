import {createHash} from 'node:crypto';
import {isSince} from './dcos-release.ts';
import {jsonAnswer, type Service} from './exchange.ts';

/** What a cluster says about itself. */
export type ClusterFacts = {
	id: string;
	/** As in dcos-version.json, such as "2.2.1". */
	version: string;
	/** Open DC/OS has no modes, and does not tell this one. */
	mode: 'strict' | 'permissive' | 'disabled';
	variant: 'enterprise' | 'open';
	/** The leading master's address; the whole sandbox is on the loopback interface. */
	masterAddress: string;
	/** The one that it has outside of the cluster. */
	publicAddress: string;
};

/** Nobody needs to log in for this one, so that clients can tell what they talk to. Before 1.12 it did not tell the variant. */
export function createVersion({version, variant}: ClusterFacts): Service {
	const id = (what: string) => createHash('sha1').update(`${what} ${version}`).digest('hex');
	const facts = {'dcos-image-commit': id('image'), 'bootstrap-id': id('bootstrap')};
	const told = isSince(version, '1.12') ? {'dcos-variant': variant} : {};
	return () => jsonAnswer(200, {version, ...facts, ...told});
}

export function createBootstrapConfig({mode}: ClusterFacts): Service {
	return () => jsonAnswer(200, {security: mode, ssl_enabled: true});
}

/** What the masters say about themselves, to be changed at any time. */
export type Metadata = {
	/** Where the leading master can be reached from outside, over SSH too; "" where the masters do not know that. */
	publicAddress: string;
};

export function createMetadata({id}: ClusterFacts, metadata: Metadata): Service {
	return () => jsonAnswer(200, {PUBLIC_IPV4: metadata.publicAddress, CLUSTER_ID: id});
}
