import {fallback, nullish} from 'valibot';
import {anObject, aText} from '../errors/expected.ts';
import {firstWords} from '../errors/some-words.ts';
import {StoreError} from '../errors/store-error.ts';
import {documentIn} from './xml.ts';

type Answer = {status: number; headers: Record<string, string | string[] | undefined>; body: Buffer};

/** What is no text, such as one that is there twice, says nothing. */
const said = fallback(nullish(aText), undefined);
const refusal = anObject({Error: anObject({Code: said, Message: said, Region: said, ServerTime: said})});

/** What a store's refusal says. Answers without the XML of S3 (a proxy's page) keep their status as code. */
export function storeError({status, headers, body}: Answer): StoreError {
	const {Code: code, Message: message, Region: region, ServerTime: time} = documentIn(body, refusal)?.Error ?? {};
	const expectedRegion = firstWords(region ?? '') || textOf(headers['x-amz-bucket-region']);
	const serverTime = Date.parse(time ?? textOf(headers.date) ?? '');
	return new StoreError(firstWords(message ?? ''), {
		code: firstWords(code ?? '') || `HTTP ${status}`,
		status,
		fromStore: Boolean(code),
		expectedRegion,
		serverTime: Number.isNaN(serverTime) ? null : serverTime,
	});
}

/** An answer that says yes and is none of S3: another kind of server, or another resource than the bucket. */
export function notS3(status: number): StoreError {
	return new StoreError('the answer is none of S3', {code: 'NotS3', status});
}

/** What a connection that did not come about says. */
export function unreachable(error: unknown): StoreError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
	const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
	return new StoreError(message, {code, status: null, peer: peerIn(error)});
}

/** Node says whom it tried: a name that did not resolve, or an address and port. */
function peerIn(error: unknown): StoreError['peer'] {
	const {hostname, address, port} = (error instanceof Error ? (error.cause ?? error) : {}) as Partial<
		Record<'hostname' | 'address' | 'port', unknown>
	>;
	const host = hostname ?? address;
	return typeof host === 'string' ? {host, port: typeof port === 'number' ? port : null} : null;
}

const textOf = (header: string | string[] | undefined): string | null => (typeof header === 'string' ? header : null);
