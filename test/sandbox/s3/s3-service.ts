import {once} from 'node:events';
import http from 'node:http';
import https from 'node:https';
import {answerRequest, type S3State} from './answer-request.ts';
import {createBuckets, findBucket, sortNames} from './buckets.ts';
import type {S3Key} from './keys.ts';
import {S3Error} from './s3-error.ts';
import {writeAnswer} from './write-answer.ts';

export type {S3Action, S3Key} from './keys.ts';

export type S3Options = {
	/** The one region of all buckets, such as "us-east-1"; a request signed for another is refused. */
	region: string;
	/** The buckets that there are, by name. */
	buckets: Record<string, {owner?: string}>;
	keys: S3Key[];
	/** Key and certificate, PEM; plain HTTP without. */
	tls?: {key: string; cert: string};
	/** Signatures more than 15 minutes away from it are refused; the real clock without. */
	now?: () => Date;
	/** The address to listen on, 127.0.0.1 without. */
	host?: string;
	/** More names under which the service is reached: a bucket's name may stand in front, as in bucket.NAME. */
	ownNames?: string[];
};

/** One answered request; `action` is S3's name of the operation ('' for none of ours), `code` the error's. */
export type AnsweredRequest = {method: string; path: string; action: string; status: number; code?: string};

export type S3Service = {
	port: number;
	/** The URL for clients, with the name localhost unless an address was asked for. */
	endpoint: string;
	/** The keys in a bucket, sorted as S3 lists them. */
	objects(bucket: string): string[];
	object(bucket: string, key: string): Buffer | undefined;
	/** The keys of multipart uploads that are neither completed nor aborted. */
	uploads(bucket: string): string[];
	/** Everything answered so far, in this order. */
	requests(): AnsweredRequest[];
	stop(): Promise<void>;
};

const defaultHost = '127.0.0.1';

/** Starts an S3 service on a free port that keeps its objects in memory and checks every signature. */
export async function startS3(options: S3Options): Promise<S3Service> {
	const state = createState(options);
	const answered: AnsweredRequest[] = [];
	const listener: http.RequestListener = (message, response) => void respond(message, {response, state, answered});
	const server = options.tls ? https.createServer(options.tls, listener) : http.createServer(listener);
	const port = await listen(server, options.host ?? defaultHost);
	return {
		port,
		endpoint: `${options.tls ? 'https' : 'http'}://${options.host ?? 'localhost'}:${port}`,
		objects: bucket => sortNames(findBucket(state.buckets, bucket).objects.keys()),
		object: (bucket, key) => findBucket(state.buckets, bucket).objects.get(key)?.body,
		uploads: bucket => [...findBucket(state.buckets, bucket).uploads.values()].map(upload => upload.key),
		requests: () => [...answered],
		stop: () => stop(server),
	};
}

function createState({region, buckets, keys, tls, host, ownNames = [], now = () => new Date()}: S3Options): S3State {
	const names = ['localhost', host ?? defaultHost, ...ownNames];
	return {region, keys, buckets: createBuckets(buckets, now()), ownNames: names, secure: tls !== undefined, now};
}

async function respond(
	message: http.IncomingMessage,
	{response, state, answered}: {response: http.ServerResponse; state: S3State; answered: AnsweredRequest[]},
): Promise<void> {
	const {method = '', url = ''} = message;
	const {action, result, headers} = await answerRequest(message, state);
	const code = result instanceof S3Error ? {code: result.code} : {};
	answered.push({method, path: url, action, status: result.status, ...code});
	writeAnswer(response, result, {headers, now: state.now()});
	// What a refusal left unread would block the connection for the next request.
	message.resume();
}

async function listen(server: http.Server, host: string): Promise<number> {
	server.listen(0, host);
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error(`S3 does not listen on "${host}"`);
	return address.port;
}

async function stop(server: http.Server): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}
