import type {Bucket} from './buckets.ts';
import {defaultAccount, type S3Action, type S3Key} from './keys.ts';
import type {Operation} from './operations.ts';
import {S3Error} from './s3-error.ts';
import {queryValue, type S3Request} from './s3-request.ts';

/** What the sender of a request may do. */
export type Permissions = {
	account: string;
	/** Whether it may do this to a key, to a list with this prefix, or ("") to the bucket as a whole. */
	may: (action: S3Action, path: string) => boolean;
};

/** What a key's policy says; a policy for a prefix says nothing about the bucket as a whole. */
export function readPermissions({account = defaultAccount, denied = [], below = ''}: S3Key): Permissions {
	return {
		account,
		may: (action, path) => !denied.includes(action) && (action === 'list-buckets' || path.startsWith(below)),
	};
}

/** AccessDenied when the bucket is another account's or the policy does not allow the operation; S3 does not say which. */
export function checkPermissions(
	{account, may}: Permissions,
	{operation, request, bucket}: {operation: Operation; request: S3Request; bucket: Bucket | undefined},
): void {
	if (bucket && bucket.owner !== account) throw new S3Error('AccessDenied');
	const path = request.key ?? queryValue(request, 'prefix') ?? '';
	if (operation.action && !may(operation.action, path)) throw new S3Error('AccessDenied');
}
