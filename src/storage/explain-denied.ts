import {accessKey, type Tried, type Words} from './tried.ts';
import {prefixOf, type StoreAction, type TryOutFailure} from './try-out.ts';

/** What a policy has to allow, by what was tried. */
const permissions: Readonly<Record<StoreAction, string>> = {
	list: 's3:ListBucket',
	put: 's3:PutObject',
	get: 's3:GetObject',
	delete: 's3:DeleteObject',
	'upload in parts': 's3:PutObject and s3:AbortMultipartUpload',
};

/** S3 says the same word for a bucket of someone else and for a missing permission: who owns the bucket tells them apart. */
export function explainDenied({action}: TryOutFailure, tried: Tried): Words {
	const {bucket, owned, source} = tried;
	if (action === 'list' && owned === false) {
		const why = `the bucket belongs to another account than ${accessKey(tried)}, which may not list it`;
		const hint =
			source === 'command line'
				? 'bucket names are shared by all accounts: check --bucket, or choose a profile of its account with --profile'
				: `its owner has to allow ${permissions.list} on arn:aws:s3:::${bucket.bucket}`;
		return {why, hint};
	}
	const prefix = prefixOf(tried.path);
	const where = action === 'list' ? `${bucket.bucket} with the prefix ${prefix}` : `${bucket.bucket}/${prefix}*`;
	const unsure = action === 'list' && owned === null ? ', or the bucket belongs to another account' : '';
	return {
		why: `${accessKey(tried)} may not do that${unsure}`,
		hint: `its policy must allow ${permissions[action]} on arn:aws:s3:::${where}`,
	};
}
