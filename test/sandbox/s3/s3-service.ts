import {EventEmitter, once} from 'node:events';
import http from 'node:http';
import https from 'node:https';
import {openRequest} from './answer-request.ts';
import {findBucket, sortNames} from './buckets.ts';
import {createFaults, type S3Faults} from './s3-faults.ts';
import {createState, defaultHost, type S3Options, type S3State} from './s3-state.ts';
import {interceptRequest, spoilResult} from './spoil-exchange.ts';
import {writeAnswer} from './write-answer.ts';

export type {S3Action, S3Key} from './keys.ts';
export type {S3Fault, S3Faults} from './s3-faults.ts';
export type {S3Options} from './s3-state.ts';

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
	/** Everything the store itself answered so far, in this order. */
	requests(): AnsweredRequest[];
	/** Resolves when the next request for this operation has arrived, such as "UploadPart", and before it is answered. */
	untilRequest(operation: string): Promise<void>;
	faults: S3Faults;
	/** Empties the buckets and the list of requests, and switches the faults off. */
	reset(): void;
	stop(): Promise<void>;
};

type Running = {state: S3State; faults: S3Faults; answered: AnsweredRequest[]; arrivals: EventEmitter};

/** Starts an S3 service on a free port that keeps its objects in memory and checks every signature. */
export async function startS3(options: S3Options): Promise<S3Service> {
	const state = createState(options);
	const running: Running = {state, faults: createFaults(), answered: [], arrivals: new EventEmitter()};
	const listener: http.RequestListener = (message, response) => void respond(running, message, response);
	const server = options.tls ? https.createServer(options.tls, listener) : http.createServer(listener);
	const port = await listen(server, options.host ?? defaultHost);
	return {
		port,
		endpoint: `${options.tls ? 'https' : 'http'}://${options.host ?? 'localhost'}:${port}`,
		objects: bucket => sortNames(findBucket(state.buckets, bucket).objects.keys()),
		object: (bucket, key) => findBucket(state.buckets, bucket).objects.get(key)?.body,
		uploads: bucket => [...findBucket(state.buckets, bucket).uploads.values()].map(upload => upload.key),
		requests: () => [...running.answered],
		untilRequest: async operation => void (await once(running.arrivals, operation)),
		faults: running.faults,
		reset: () => reset(running),
		stop: () => stop(server),
	};
}

function reset({state, faults, answered}: Running): void {
	faults.clear();
	answered.length = 0;
	for (const {objects, uploads} of state.buckets.values()) {
		objects.clear();
		uploads.clear();
	}
}

async function respond(
	{state, faults, answered, arrivals}: Running,
	message: http.IncomingMessage,
	response: http.ServerResponse,
): Promise<void> {
	const {method = '', url = ''} = message;
	const {action, headers, answer} = openRequest(message, state);
	const fault = faults.take(action);
	arrivals.emit(action);
	if (interceptRequest(fault, {message, response})) return;
	const result = await spoilResult(fault, answer);
	const code = 'code' in result ? {code: result.code} : {};
	answered.push({method, path: url, action, status: result.status, ...code});
	writeAnswer(response, result, {headers, now: state.now(), cut: fault?.kind === 'cut-answer'});
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
