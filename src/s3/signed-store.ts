import {nullish} from 'valibot';
import {aList, anObject, aText} from '../errors/expected.ts';
import type {Bucket, KeyPair, ObjectStore} from './object-store.ts';
import {type SendRequest, type SigningOptions, signedRequests} from './signed-requests.ts';
import {notS3, storeError} from './store-answer.ts';
import {anElement, documentIn} from './xml.ts';

const objectList = anObject({ListBucketResult: anElement({Contents: nullish(aList(anObject({Key: aText})))})});
const bucketList = anObject({
	ListAllMyBucketsResult: anObject({Buckets: anElement({Bucket: nullish(aList(anObject({Name: aText})))})}),
});
const upload = anObject({InitiateMultipartUploadResult: anObject({UploadId: aText})});

/** Bytes: we read nothing but what we have put there. */
const longestObject = 16_000_000;

/** The operations of S3 that the registry uses, each as one signed request. */
export function openSignedStore(options: SigningOptions, bucket: Bucket, keys: KeyPair): ObjectStore {
	return storeOver(signedRequests(options, bucket, keys));
}

function storeOver(send: SendRequest): ObjectStore {
	return {
		async list(prefix, limit) {
			const query = {'list-type': '2', 'max-keys': String(limit), prefix};
			const {status, body} = await send({method: 'GET', query, abandonable: true});
			const found = documentIn(body, objectList) ?? fail(notS3(status));
			return (found.ListBucketResult.Contents ?? []).map(entry => entry.Key);
		},
		async ownBuckets() {
			const {status, body} = await send({method: 'GET', ofService: true});
			const found = documentIn(body, bucketList) ?? fail(notS3(status));
			return (found.ListAllMyBucketsResult.Buckets.Bucket ?? []).map(bucket => bucket.Name);
		},
		async put(key, body) {
			await send({method: 'PUT', key, body});
		},
		async get(key) {
			return (await send({method: 'GET', key, longest: longestObject, abandonable: true})).body;
		},
		async delete(key) {
			await send({method: 'DELETE', key});
		},
		async beginUpload(key) {
			const {status, body} = await send({method: 'POST', key, query: {uploads: ''}});
			const found = documentIn(body, upload) ?? fail(notS3(status));
			return found.InitiateMultipartUploadResult.UploadId;
		},
		async uploadPart(key, uploadId, part, body) {
			const query = {partNumber: String(part), uploadId};
			const {headers} = await send({method: 'PUT', key, query, body, abandonable: true});
			return String(headers.etag ?? '');
		},
		async completeUpload(key, uploadId, etags) {
			const parts = etags.map(
				(etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
			);
			const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
			const answer = await send({method: 'POST', key, query: {uploadId}, body});
			// S3 may answer 200 first and put the error into the body
			if (answer.body.includes('<Error>')) throw storeError({...answer, status: 500});
		},
		async abortUpload(key, uploadId) {
			await send({method: 'DELETE', key, query: {uploadId}});
		},
	};
}

function fail(error: Error): never {
	throw error;
}
