/** What a key may be forbidden: the steps an operator's policy tells apart. `list` is one bucket, `list-buckets` its names. */
export type S3Action = 'list-buckets' | 'list' | 'put' | 'get' | 'delete' | 'multipart';

export type S3Key = {
	accessKeyId: string;
	secretAccessKey: string;
	/** Whose key it is, the one account "sandbox" when absent: the buckets of another account are closed to it. */
	account?: string;
	denied?: S3Action[];
	/** The only prefix of keys it may list, read and write, as "packages/dcos/"; the whole bucket when absent. */
	below?: string;
};

/** The account of keys and buckets of which nothing else is said. */
export const defaultAccount = 'sandbox';
