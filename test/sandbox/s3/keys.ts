/** What a key may be forbidden: the steps an operator's policy tells apart. */
export type S3Action = 'list' | 'put' | 'get' | 'delete' | 'multipart';

export type S3Key = {accessKeyId: string; secretAccessKey: string; denied?: S3Action[]};
