import {S3Error} from './s3-error.ts';

/** One chunk of an aws-chunked body; the last one is empty. */
export type AwsChunk = {data: Buffer; signature: string | undefined};

/** A body taken out of its framing; trailers by lower-case name. */
export type AwsChunkedBody = {chunks: AwsChunk[]; trailers: Record<string, string>};

const lineEnd = '\r\n';

/** Takes an aws-chunked body apart; IncompleteBody when its framing ends early or is none. */
export function parseAwsChunked(body: Buffer): AwsChunkedBody {
	const chunks: AwsChunk[] = [];
	let position = 0;
	while (position < body.length) {
		const {chunk, end} = readChunk(body, position);
		chunks.push(chunk);
		if (chunk.data.length === 0) return {chunks, trailers: parseTrailers(body.subarray(end).toString())};
		if (body.toString('latin1', end, end + lineEnd.length) !== lineEnd) throw new S3Error('IncompleteBody');
		position = end + lineEnd.length;
	}
	throw new S3Error('IncompleteBody');
}

// "10000;chunk-signature=<hex>\r\n" and the data; the signature only where chunks are signed.
function readChunk(body: Buffer, start: number): {chunk: AwsChunk; end: number} {
	const headEnd = body.indexOf(lineEnd, start);
	const head = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]+))?$/i.exec(body.toString('latin1', start, headEnd));
	if (headEnd < 0 || !head) throw new S3Error('IncompleteBody');
	const dataStart = headEnd + lineEnd.length;
	const end = dataStart + Number.parseInt(head[1] ?? '', 16);
	if (end > body.length) throw new S3Error('IncompleteBody');
	return {chunk: {data: body.subarray(dataStart, end), signature: head[2]}, end};
}

function parseTrailers(text: string): Record<string, string> {
	const lines = text.split(lineEnd).filter(line => line !== '');
	const fields = lines.map(line => {
		const [, name = '', value = ''] = /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
		if (name === '') throw new S3Error('MalformedTrailerError');
		return [name.toLowerCase(), value];
	});
	return Object.fromEntries(fields);
}
