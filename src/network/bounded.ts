import type {ClientRequest} from 'node:http';

/** As much of got's promise as is watched here. */
type Sent = {
	on(event: 'request', listener: (request: ClientRequest) => void): unknown;
	on(event: 'downloadProgress', listener: (progress: {transferred: number}) => void): unknown;
};

/** Bytes of the body of an answer with this status, uncompressed, after which it is given up. */
export type Longest = (status: number) => number;

/** What ended an exchange before its time, with a code beside those of Node. */
export class BoundError extends Error {
	readonly code: 'ERR_ANSWER_TOO_LONG' | 'ERR_NO_ANSWER';

	constructor(code: BoundError['code']) {
		super(code === 'ERR_ANSWER_TOO_LONG' ? 'the answer is longer than any should be' : 'what was said is no answer');
		this.code = code;
	}
}

/** A server says a few of them at most before it answers (100, 102, 103). */
const mostInterim = 20;

/**
 * Has the controller end an exchange, with a BoundError as its reason, whose body is longer than it may be, or that never comes to an
 * answer: another protocol in its place (101), or words before it without end.
 */
export function holdWithin(sent: Sent, ending: AbortController, longest: Longest): void {
	let most = 0;
	const give = (code: BoundError['code']) => ending.abort(new BoundError(code));
	sent.on('request', request => {
		let interim = 0;
		request.on('upgrade', (_, socket) => {
			socket.destroy();
			give('ERR_NO_ANSWER');
		});
		request.on('information', () => {
			interim += 1;
			if (interim > mostInterim) give('ERR_NO_ANSWER');
		});
		request.on('response', ({statusCode = 0}) => {
			most = longest(statusCode);
		});
	});
	sent.on('downloadProgress', ({transferred}) => {
		if (transferred > most) give('ERR_ANSWER_TOO_LONG');
	});
}
