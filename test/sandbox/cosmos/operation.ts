import {type Answer, isObject, jsonAnswer, type Request} from '../exchange.ts';
import {CosmosError} from './cosmos-error.ts';
import {choose, isCompatible, vendorType} from './media-type.ts';

export type RequestBody = Record<string, unknown>;

/** One operation of Cosmos: what it takes, and how the result looks in each media type that it can be answered in. */
export type Operation<Result = never> = {
	takes: string;
	gives: Record<string, (result: Result) => unknown>;
	run: (body: RequestBody, uid: string) => Promise<Result> | Result;
};

/** Keeps the operation's result type between `run` and `gives`, and lets a table hold operations of every kind. */
export function operation<Result>({takes, gives, run}: Operation<Result>): (request: Request) => Promise<Answer> {
	return async request => {
		const {accept, body} = judge(request, takes, Object.keys(gives));
		const result = await run(body, request.uid);
		return jsonAnswer(200, gives[accept]?.(result), accept);
	};
}

/** An operation with one form of answer; `kind` stands in both media types, as in "package.describe". */
export function plainOperation<Result>(
	kind: string,
	run: Operation<Result>['run'],
	give: (result: Result) => unknown,
	version = 'v1',
): (request: Request) => Promise<Answer> {
	const [family = '', ...words] = kind.split('.');
	const type = (what: string, of: string) => vendorType(family, `${words.join('.')}-${what}`, of);
	return operation({takes: type('request', 'v1'), gives: {[type('response', version)]: give}, run});
}

/** Cosmos reports the faults of the header fields and of the body together. */
function judge(request: Request, takes: string, gives: string[]): {accept: string; body: RequestBody} {
	const accept = judgeAccept(request.headers.accept, gives);
	const faults = [accept, judgeContentType(request.headers['content-type'], takes)];
	const body = readBody(request.body);
	const errors = [...faults, body].filter(each => each instanceof CosmosError);
	if (errors.length > 1) {
		const data = {errors: errors.map(({type, message}) => ({type, message}))};
		throw new CosmosError('multiple_errors', 'Multiple errors while processing request', data);
	}
	if (accept instanceof CosmosError) throw accept;
	if (body instanceof CosmosError) throw body;
	for (const error of errors) throw error;
	return {accept, body};
}

/** The media type to answer in, or why there is none. */
export function judgeAccept(accept: string | undefined, gives: string[]): string | CosmosError {
	if (accept === undefined) return notPresent("header 'Accept'");
	const rule = `Media type was [${accept}] but should be one of [${gives.join(', ')}]`;
	return choose(accept, gives) ?? notValid("header 'Accept'", rule);
}

function judgeContentType(type: string | undefined, takes: string): CosmosError | undefined {
	if (type === undefined) return notPresent("header 'Content-Type'");
	return isCompatible(takes, type) ? undefined : notValid("header 'Content-Type'", `should match one of ${takes}`);
}

/** The core CLI sends `null` where an operation needs nothing. */
function readBody(body: Buffer): RequestBody | CosmosError {
	if (body.length === 0) return notPresent('body');
	try {
		const value: unknown = JSON.parse(body.toString('utf8')) ?? {};
		return isObject(value) ? value : notParsed('Attempt to decode value on failed cursor');
	} catch (error) {
		return notParsed(error instanceof Error ? error.message : String(error));
	}
}

function notPresent(item: string): CosmosError {
	return new CosmosError('not_present', `Item ${item} not present but required`);
}

function notValid(item: string, rule: string): CosmosError {
	return new CosmosError('not_valid', `Item ${item} deemed invalid by rule: ${rule}`);
}

export function notParsed(reason: string): CosmosError {
	return new CosmosError('not_parsed', `Item 'body' unable to be parsed: ${reason}`);
}
