import type {ExitCode} from '../errors/exit-codes.ts';
import type {World} from '../world.ts';
import type {Options, Values} from './option.ts';

export type Example = {says: string; line: string};

/** One verb of `dcos registry`, as data. `request` decides from the command line alone; `run` does the work. */
export type Command<O extends Options, Request, Report> = {
	/** The words behind `dcos registry`, e.g. ['storage', 's3']. */
	words: readonly string[];
	summary: string;
	description: string;
	examples: readonly Example[];
	options: O;
	/** Throws a UsageError when the flags do not go together. */
	request(values: Values<O>): Request;
	/** Throws a UserError when it fails as a whole. */
	run(request: Request, world: World): Promise<Report>;
	/** What stands on stdout without --json, each text a line of its own. */
	lines(report: Report): Promise<readonly string[]>;
	exitCode(report: Report): ExitCode;
	/** The name and version of the JSON document, e.g. "dcos-registry/install/v1". */
	schema: string;
};

/** A command whose types are its own affair: made by `command`, run by `run.ts`. */
export type AnyCommand = Omit<Command<Options, unknown, unknown>, 'request' | 'run' | 'lines' | 'exitCode'> & {
	perform(
		values: Values<Options>,
		world: World,
	): Promise<{json: object; lines: () => Promise<readonly string[]>; exitCode: ExitCode}>;
};

/** Closes over a command's types, so that commands of different types stand in one list. */
export function command<O extends Options, Request, Report extends object>(
	own: Command<O, Request, Report>,
): AnyCommand {
	const {words, summary, description, examples, options, schema} = own;
	return {
		words,
		summary,
		description,
		examples,
		options,
		schema,
		async perform(values, world) {
			const report = await own.run(own.request(values as Values<O>), world);
			return {json: {schema, ...report}, lines: () => own.lines(report), exitCode: own.exitCode(report)};
		},
	};
}

/** The flags that every command has. */
export const commonOptions = {
	json: {kind: 'flag', describe: 'Print one JSON document instead of words'},
	quiet: {kind: 'flag', short: 'q', describe: 'Show no progress'},
	events: {
		kind: 'text',
		value: 'FILE',
		completes: 'file',
		describe: 'Write the progress as JSON lines to FILE; - writes them to stderr in place of the progress',
	},
	'no-color': {kind: 'flag', describe: 'Use no colour on the terminal'},
	verbose: {
		kind: 'level',
		short: 'v',
		describe: 'Show each request on stderr; -vv also shows child processes',
		neverFromSettings: 'it shows more than is safe by habit',
	},
	help: {
		kind: 'flag',
		short: 'h',
		describe: 'Show this help',
		neverFromSettings: 'it shows help and does nothing else',
	},
} as const satisfies Options;
