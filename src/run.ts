import {aboutLine, info} from './about.ts';
import {type AnyCommand, commonOptions} from './cli/command.ts';
import {type Found, findCommand} from './cli/find-command.ts';
import {guessedFlags} from './cli/guessed-flags.ts';
import type {Options, Values} from './cli/option.ts';
import {agentsWord, type Topic} from './cli/own-words.ts';
import {isOurs} from './cli/whose.ts';
import {type Description, describe, errorDocument, inWords} from './errors/describe.ts';
import {UsageError} from './errors/errors.ts';
import {type ExitCode, exitCodes} from './errors/exit-codes.ts';
import type {Ending, Output, OutputFlags, Runtime, World} from './world.ts';

/**
 * One run of `dcos registry`: finds the command, runs it, prints its result, and turns whatever was thrown into words.
 * The only place that catches everything. `argv` begins with the word `registry`, as the CLI passes it. What is not ours is handed
 * over to the official plugin, whose exit code can be any.
 */
export async function run(argv: readonly string[], runtime: Runtime): Promise<number> {
	const words = argv[0] === 'registry' ? argv.slice(1) : argv;
	for (const word of words) runtime.known.keepUrlPasswords(word);
	try {
		const about = aboutLine(words);
		if (about !== undefined) return print(runtime, [about]);
		if (!isOurs(words)) return await handOver(words, runtime);
		if (words[0] === agentsWord) return print(runtime, await completedAgents(words[1], runtime));
		const {commands} = await import('./commands/index.ts');
		const found = findCommand(words, commands);
		if (found.kind === 'command') return await runCommand(found.command, found.rest, runtime);
		return found.kind === 'group' ? await printGroupHelp(found, runtime) : await printTopic(found.topic, runtime);
	} catch (error) {
		const flags = guessedFlags(words, runtime.env);
		await endEvents(error, flags, runtime);
		return fail(describe(error), {error, runtime, flags});
	}
}

async function handOver(words: readonly string[], runtime: Runtime): Promise<number> {
	const {plugin, beside} = await runtime.official();
	if (plugin !== null) return plugin.takeOver(['registry', ...words]);
	const {unknownWord} = await import('./cli/unknown-word.ts');
	throw unknownWord(words, beside);
}

/** A run that ends before it began tells so where its events are asked for, unless it is that which failed. */
async function endEvents(error: unknown, flags: OutputFlags, runtime: Runtime): Promise<void> {
	if (flags.events === null) return;
	const output = await runtime.output(flags).catch(() => null);
	output?.end(endingOf(error));
}

async function runCommand(command: AnyCommand, rest: readonly string[], runtime: Runtime): Promise<ExitCode> {
	if (rest.includes('--help') || rest.includes('-h')) {
		const {commandHelp} = await import('./cli/help.ts');
		return print(runtime, linesOf(commandHelp(command)));
	}
	const {parse} = await import('./cli/parser.ts');
	const values = parse(rest, {...command.options, ...commonOptions}, runtime.env);
	const flags = outputFlags(values, runtime);
	const output = await runtime.output(flags);
	try {
		const result = await command.perform(values, worldOf(runtime, output));
		output.progress.clear();
		if (flags.json) runtime.stdoutJson(result.json);
		else runtime.stdout(await result.lines());
		output.end({exitCode: result.exitCode, error: null});
		return result.exitCode;
	} catch (error) {
		output.progress.clear();
		output.end(endingOf(error));
		return fail(describe(error, output.done()), {error, runtime, flags});
	}
}

/** What a command may touch; it is told loudly, once, when the cluster's certificate is not checked. */
function worldOf(runtime: Runtime, output: Output): World {
	const reach = runtime.reach(output.log);
	const cluster = async () => {
		const apis = await reach.cluster();
		if (apis.insecure)
			output.progress.warn(`WARNING: the certificate of ${apis.url} is not checked (core.ssl_verify is false)`);
		return apis;
	};
	return {...runtime, ...output, ...reach, cluster};
}

function outputFlags(values: Values<Options>, {env}: Runtime): OutputFlags {
	const fromCli = Number(env.DCOS_VERBOSITY ?? '0') || 0;
	return {
		json: values.json === true,
		quiet: values.quiet === true,
		yes: values.yes === true,
		events: typeof values.events === 'string' ? values.events : null,
		color: values['no-color'] !== true && !env.NO_COLOR && env.TERM !== 'dumb',
		verbosity: Math.max(Number(values.verbose ?? 0), fromCli),
	};
}

async function printGroupHelp({words, commands}: Extract<Found, {kind: 'group'}>, runtime: Runtime): Promise<ExitCode> {
	const {groupHelp} = await import('./cli/help.ts');
	const {groupDescriptions: groups} = await import('./commands/index.ts');
	const help = linesOf(groupHelp(words, {description: groups[words.join(' ')] ?? info, commands, groups}));
	print(runtime, help);
	// whoever waits for the other plugin has ours to read
	return words.length === 0 ? print(runtime, await officialHelp(runtime)) : exitCodes.done;
}

async function completedAgents(kind: string | undefined, runtime: Runtime): Promise<string[]> {
	return (await import('./commands/complete-agents.ts')).agentNames(kind, runtime);
}

async function printTopic(topic: Topic, runtime: Runtime): Promise<ExitCode> {
	const {topicText} = await import('./cli/topic-text.ts');
	const {commands} = await import('./commands/index.ts');
	return print(runtime, linesOf(await topicText(topic, commands)));
}

/** What other plugins add to the help of `dcos registry`; empty where nobody else has the word. */
async function officialHelp(runtime: Runtime): Promise<string[]> {
	const {plugin, beside} = await runtime.official();
	const {officialCommands} = await import('./cli/official-commands.ts');
	return officialCommands(beside, plugin === null ? null : await plugin.help());
}

function endingOf(error: unknown): Ending {
	const {exitCode, message} = describe(error);
	return {exitCode, error: message};
}

type Failed = {error: unknown; runtime: Runtime; flags: OutputFlags};

function fail(description: Description, {error, runtime, flags: {json, verbosity}}: Failed): ExitCode {
	runtime.stderr(inWords(description));
	// where the command line is wrong, nothing of ours went wrong
	if (verbosity >= 2 && error instanceof Error && !(error instanceof UsageError)) runtime.stderr(placesIn(error));
	if (json) runtime.stdoutJson(errorDocument(description));
	return description.exitCode;
}

/** Without the message, which was told, and can have lines of others. */
function placesIn({stack = ''}: Error): string[] {
	return stack.split('\n').filter(line => /^ {4}at /.test(line));
}

/** A text of our own, which ends with a line break. */
function linesOf(text: string): string[] {
	return text.slice(0, -1).split('\n');
}

function print(runtime: Runtime, lines: readonly string[]): ExitCode {
	runtime.stdout(lines);
	return exitCodes.done;
}
