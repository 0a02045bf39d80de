import type {StoreError} from '../errors/store-error.ts';
import {bucketInEndpoint, notTheBucket, wrongRegion, wrongStyle} from './explain-address.ts';
import {explainConnection} from './explain-connection.ts';
import {explainDenied} from './explain-denied.ts';
import {accessKey, optionFor, otherKeys, type Tried, type Words} from './tried.ts';
import type {StoreAction, TryOutFailure} from './try-out.ts';

export type StoreFailure = {message: string; details: readonly string[]; hint: string};

/** What the operator is told of a bucket that cannot be used: the cause in words, the store's own words, what to do. */
export function explainStore(failure: TryOutFailure, tried: Tried): StoreFailure {
	const {action, error} = failure;
	const {bucket, endpoint} = tried.bucket;
	const {why, hint} = wordsFor(failure, tried);
	return {
		message: `could not ${attempts[action]} bucket "${bucket}" at ${endpoint.origin}: ${why}`,
		details: [wordsOfOthers(error)],
		hint,
	};
}

const attempts: Readonly<Record<StoreAction, string>> = {
	list: 'list',
	put: 'put an object into',
	get: 'get an object from',
	delete: 'delete an object from',
	'upload in parts': 'upload in parts to',
};

/** What was said by the store itself, kept as it came; what was not, is not put into its mouth. */
function wordsOfOthers({status, code, message, fromStore}: StoreError): string {
	if (status === null) return `no answer came: ${code}`;
	return fromStore
		? `the store says: ${[code, message].filter(Boolean).join(': ')}`
		: `an answer with status ${status} came`;
}

function wordsFor(failure: TryOutFailure, tried: Tried): Words {
	const {error} = failure;
	if (error.status === null) return explainConnection(error, tried);
	if (error.code === 'AccessDenied') return explainDenied(failure, tried);
	const explain = explanations.get(error.code) ?? otherAnswer;
	return explain(error, tried);
}

type Explain = (error: StoreError, tried: Tried) => Words;

const explanations: ReadonlyMap<string, Explain> = new Map<string, Explain>([
	['NoSuchBucket', noSuchBucket],
	[
		'InvalidAccessKeyId',
		(_, tried) => ({
			why: `the store does not know ${accessKey(tried)}`,
			hint: otherKeys(tried, 'choose another profile with --profile, or mend its aws_access_key_id'),
		}),
	],
	[
		'SignatureDoesNotMatch',
		(_, tried) => ({
			why: `the secret key of profile "${tried.profile}" is wrong`,
			hint: otherKeys(
				tried,
				`mend aws_secret_access_key below [${tried.profile}]; it must be the one that was shown when the access key was made`,
			),
		}),
	],
	['AuthorizationHeaderMalformed', wrongRegion],
	['PermanentRedirect', wrongRegion],
	['IllegalLocationConstraintException', wrongRegion],
	[
		'RequestTimeTooSkewed',
		(error, {now}) => ({
			why: `this machine's clock is ${skew(error, now)} the store's`,
			hint: 'set the clock of this machine (and look at those of the agents)',
		}),
	],
	['SecondLevelDomainForbidden', wrongStyle],
	['VirtualHostDomainRequired', wrongStyle],
	[
		'InvalidBucketName',
		(_, tried) => ({
			why: `"${tried.bucket.bucket}" can be no bucket's name`,
			hint: `check ${optionFor('bucket', tried)}`,
		}),
	],
	['NoSuchKey', notTheBucket],
	['NotS3', notTheBucket],
	['MethodNotAllowed', notTheBucket],
	['SlowDown', busy],
	['ServiceUnavailable', busy],
	['InternalError', busy],
	[
		'DifferentContent',
		() => ({
			why: 'what was put there came back with another content',
			hint: 'look for a cache or another writer in front of the store',
		}),
	],
]);

function noSuchBucket(_: StoreError, tried: Tried): Words {
	const why = 'there is no such bucket';
	const {bucket} = tried.bucket;
	const hint =
		tried.source === 'command line'
			? `make the bucket "${bucket}" first, or name another with --bucket`
			: `if it was deleted, so were the packages: make the bucket "${bucket}" again and add them anew`;
	return bucketInEndpoint(tried, why) ?? {why, hint};
}

function busy(error: StoreError): Words {
	return {
		why: `the store could not do it now (${error.status})`,
		hint: 'run the same command again later; if it stays so, ask who runs the store',
	};
}

function otherAnswer(error: StoreError, tried: Tried): Words {
	if (!error.fromStore) {
		return {
			why: `the answer ${error.status} is none of S3: something on the way gave it, such as a proxy or a load balancer`,
			hint: `check ${optionFor('endpoint', tried)}, and HTTPS_PROXY, HTTP_PROXY and NO_PROXY`,
		};
	}
	const why = `the store answered ${error.status}`;
	return bucketInEndpoint(tried, why) ?? {why, hint: 'look the code up in the documentation of the store'};
}

function skew({serverTime}: StoreError, now: number): string {
	if (serverTime === null) return 'more than 15 minutes away from';
	const minutes = Math.round(Math.abs(now - serverTime) / 60_000);
	return `${minutes} minutes ${now > serverTime ? 'ahead of' : 'behind'}`;
}
