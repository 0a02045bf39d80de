import type {Sandbox} from '../sandbox/sandbox.ts';
import {type Dice, hostileWord} from './hostile.ts';
import {type Answer, type Asked, type ServerBefore, serverBefore} from './server-before.ts';

/** How often it does not answer as the real one: an error that echoes the request, or an answer with other words in it. */
const shareOfErrors = 0.08;
const shareOfOtherWords = 0.25;

/** Answers some requests with what it was sent, or with hostile words. */
export function echoingServer(sandbox: Sandbox, target: string, dice: Dice): Promise<ServerBefore> {
	return serverBefore(sandbox, target, async (sent, real) => {
		if (dice.chance(shareOfErrors)) return refusal(sent, dice);
		const answer = await real();
		return dice.chance(shareOfOtherWords) ? {...answer, body: withOtherWords(answer.body, sent, dice)} : answer;
	});
}

/** All that was sent, in one of the forms in which it comes back. */
function echo({headers, body, url}: Asked, {pick}: Dice): string {
	const text = `${JSON.stringify(headers)} ${url} ${body.toString()}`;
	return pick<(sent: string) => string>([
		sent => sent,
		encodeURIComponent,
		sent => Buffer.from(sent).toString('base64'),
		sent => `x${Buffer.from(` ${sent}`).toString('base64url')}`,
		sent => JSON.stringify(sent),
		() => body.toString(),
		() => headers.authorization ?? '',
		() => Buffer.from(headers.authorization ?? '').toString('base64'),
	])(text);
}

function refusal(sent: Asked, dice: Dice): Answer {
	const text = dice.chance(0.7) ? echo(sent, dice) : hostileWord(dice);
	const status = dice.pick([400, 401, 403, 404, 409, 422]);
	const [type, body] = dice.pick([
		['application/json', JSON.stringify({type: hostileWord(dice), message: text, data: {errors: [{message: text}]}})],
		['application/json', JSON.stringify({code: text, title: text, description: text})],
		['text/html', `<html><body>${text}</body></html>`],
		['text/plain', text],
		['application/xml', `<Error><Code>${escapedXml(text)}</Code><Message>${escapedXml(text)}</Message></Error>`],
		[
			'application/xml',
			`<Error><Code>AuthorizationHeaderMalformed</Code><Region>${escapedXml(hostileWord(dice))}</Region></Error>`,
		],
		['application/xml', `<Error><Code>InvalidAccessKeyId</Code><Message>${escapedXml(text)}</Message></Error>`],
	] as const);
	return {status, headers: {'content-type': type}, body};
}

function escapedXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\0', '');
}

/** A few of the texts in the document are others now; what is none is left. */
function withOtherWords(body: Answer['body'], sent: Asked, dice: Dice): Answer['body'] {
	try {
		const share = dice.pick([0.02, 0.1, 0.5]);
		return JSON.stringify(JSON.parse(body.toString()), (_name, value: unknown) =>
			typeof value === 'string' && dice.chance(share) ? dice.pick([hostileWord(dice), echo(sent, dice)]) : value,
		);
	} catch {
		return body;
	}
}
