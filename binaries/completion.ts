import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {type AnyCommand, commonOptions} from '../src/cli/command.ts';
import {defaultText} from '../src/cli/default-text.ts';
import {type Completes, type Option, type Options, valueName} from '../src/cli/option.ts';
import {agentsWord, ownFlags, ownWords, topics} from '../src/cli/own-words.ts';
import {commands} from '../src/commands/index.ts';

/**
 * The plugin's completion, as `dcos` sources it from completion/bash in bash and zsh alike (dcos-cli design/plugin.md). `name`
 * is a path within the plugin's zip.
 */
export async function completionFiles(project: string): Promise<readonly {name: string; text: string}[]> {
	const functions = await readFile(path.join(project, 'src', 'cli', 'completion.sh'), 'utf8');
	const typed = ownWords.filter(word => word !== agentsWord);
	const words = commands.map(each => each.words);
	const made = [
		`__dcos_registry_words=(${typed.join(' ')})\n`,
		group([], typed, ownFlags.filter(isLong)),
		...groupsIn(words).map(each => group(each, below(each, words), ['--help'])),
		group(['help'], [...typed.filter(word => word !== 'help'), ...topics], ['--help']),
		...groupsIn(words).map(each => group(['help', ...each], below(each, words), ['--help'])),
		...commands.map(leaf),
	];
	return [{name: 'completion/bash/dcos-registry.sh', text: `${functions}\n${made.join('\n')}`}];
}

function isLong(flag: string): boolean {
	return flag.startsWith('--');
}

type Words = readonly string[];

/** The words that have commands below them, each once. */
function groupsIn(all: readonly Words[]): readonly Words[] {
	const firsts = all.filter(words => words.length > 1).map(([first = '']) => first);
	return [...new Set(firsts)].map(first => [first]);
}

function below(words: Words, all: readonly Words[]): readonly string[] {
	const matching = all.filter(each => words.every((word, index) => each[index] === word));
	return [...new Set(matching.map(each => each[words.length] ?? ''))];
}

function group(words: Words, commandWords: Words, flags: Words): string {
	return shellFunction(words, [
		`local commands=(${commandWords.join(' ')})`,
		`local flags=(${flags.join(' ')})`,
		'__dcos_registry_group',
	]);
}

function leaf({words, options}: AnyCommand): string {
	const all: Options = {...options, ...commonOptions};
	const flags = Object.entries(all).map(([name, option]) => `--${name}${valueName(option) === null ? '' : '='}`);
	const values = Object.entries(all).flatMap(([name, option]) => {
		const offered = offer(option);
		return offered === null ? [] : [`    --${name}) ${offered} ;;`];
	});
	return shellFunction(words, [
		'local flag value before',
		'local flags=(',
		...flags.map(flag => `    ${flag}`),
		')',
		'__dcos_registry_flags && return',
		'case "$flag" in',
		...values,
		'esac',
	]);
}

/** `last_command` of dcos leads to a function by its name: each word behind an underscore, hyphens as underscores. */
function shellFunction(words: Words, lines: readonly string[]): string {
	const name = ['__dcos_registry_own', ...words.map(word => word.replaceAll('-', '_'))].join('_');
	return `${name}() {\n${lines.map(line => `    ${line}\n`).join('')}}\n`;
}

const offers: Readonly<Record<Completes, string>> = {
	file: '__dcos_registry_offer_paths files',
	directory: '__dcos_registry_offer_paths directories',
	profile: '__dcos_registry_offer_profiles',
	agent: '__dcos_registry_offer_agents',
	hostname: '__dcos_registry_offer_agents hostname',
};

/** The shell's words that offer a value; null where only the user knows it. */
function offer(option: Option): string | null {
	if (option.completes !== undefined) return offers[option.completes];
	const words = option.kind === 'text' && option.choices !== undefined ? option.choices : [defaultText(option)];
	const known = words.filter(word => word !== null);
	if (valueName(option) === null || known.length === 0) return null;
	return `__dcos_registry_offer ${known.map(word => `'${word}'`).join(' ')}`;
}
