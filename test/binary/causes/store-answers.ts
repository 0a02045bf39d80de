import type {S3Fault} from '../../sandbox/s3/s3-service.ts';
import {type Causes, refused} from './cause.ts';

const broken = {status: 500, code: 'InternalError', message: 'We encountered an internal error. Please try again.'};

/** What goes wrong behind the store's address, by the operation that meets it. */
const faults: Readonly<Record<string, [operation: string, fault: S3Fault]>> = {
	'a store that is busy': ['PutObject', {status: 503, code: 'SlowDown', message: 'Please reduce your request rate.'}],
	'a store that is broken': ['UploadPart', broken],
	'a store that fails after its answer began': ['CompleteMultipartUpload', {...broken, status: 200}],
	'a load balancer whose store is down': [
		'*',
		{kind: 'page', status: 502, html: '<html><head><title>502 Bad Gateway</title></head></html>'},
	],
	'another content than was put': ['GetObject', {kind: 'other-content', content: Buffer.from('cached')}],
	'an error that nobody explains': [
		'PutObject',
		{status: 403, code: 'QuotaExceeded', message: 'The quota is used up.'},
	],
};

/** What a store answers instead of what was asked for. */
export const storeAnswerCauses: Causes = async ({s3, operator}) =>
	Object.entries(faults).map(([of, [operation, fault]]) =>
		refused(of, s3(), {before: () => operator.sandbox.s3.service.faults.fail(operation, fault)}),
	);
