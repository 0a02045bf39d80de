import type {Login} from './cluster.ts';
import type {Cosmos} from './cosmos.ts';
import type {Iam} from './iam.ts';
import type {Marathon} from './marathon.ts';
import type {Mesos} from './mesos.ts';
import type {ClusterMetadata} from './metadata.ts';
import type {Secrets} from './secrets.ts';

/** The attached cluster with the login that the CLI handed over. */
export type ClusterApis = {
	login: Login;
	/** As the CLI has it, without a trailing slash. */
	url: string;
	/** The CLI was told not to check the cluster's certificate: whoever is in the middle can read what we send. */
	insecure: boolean;
	metadata: ClusterMetadata;
	secrets: Secrets;
	iam: Iam;
	cosmos: Cosmos;
	marathon: Marathon;
	mesos: Mesos;
};
