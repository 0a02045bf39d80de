import type {PathStyle} from './bucket-address.ts';

/** What the command line says. */
export type S3Request = {
	optionsPath: string;
	/** null: what the options file says; so for the path in the bucket and the endpoint. */
	bucket: string | null;
	path: string | null;
	endpoint: string | null;
	/** null: from the endpoint's name, else us-east-1. */
	region: string | null;
	pathStyle: PathStyle;
	/** A PEM file; null: what the system trusts is enough. */
	endpointCa: string | null;
	/** The AWS credential file; null: where the AWS tools look. */
	credentials: string | null;
	profile: string | null;
	/** Where the secret goes; null: below the service's own name. */
	secret: string | null;
	rotate: boolean;
	serviceName: string | null;
	instances: number | null;
	skipVerify: boolean;
	dryRun: boolean;
};
