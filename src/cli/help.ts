import type {AnyCommand} from './command.ts';
import {commonOptions} from './command.ts';
import {type Options, valueName} from './option.ts';
import {topics} from './own-words.ts';

/** The help of one command: examples first, then the sections of the DC/OS CLI in its indentation. */
export function commandHelp(command: AnyCommand): string {
	const line = ['dcos registry', ...command.words].join(' ');
	return sections([
		[null, [command.description]],
		['Examples', command.examples.flatMap(example => [`    # ${example.says}`, `    ${example.line}`])],
		['Usage', [`    ${line} [options]`]],
		['Options', entries({...command.options, ...commonOptions})],
	]);
}

/** What the help says of each word that has commands below it. */
export type GroupDescriptions = Readonly<Record<string, string>>;

/**
 * The help of a word that has commands below it; of `dcos registry` itself when the word list is empty. As that of the CLI, it
 * tells of one level only.
 */
export function groupHelp(
	words: readonly string[],
	{description, commands, groups}: {description: string; commands: readonly AnyCommand[]; groups: GroupDescriptions},
): string {
	const line = ['dcos registry', ...words].join(' ');
	const next = nextWords(words, commands);
	const examples = [...next.values()].flatMap(([first]) => first?.examples.slice(0, 1) ?? []);
	const isRoot = words.length === 0;
	return sections([
		[null, [description]],
		['Examples', examples.flatMap(example => [`    # ${example.says}`, `    ${example.line}`])],
		['Usage', [`    ${line} [command]`]],
		[
			'Commands',
			[
				...[...next].flatMap(([word, below]) => [`    ${word}`, `        ${groups[word] ?? below[0]?.summary}`]),
				...(isRoot ? ['    help', '        Show the help of a command or a topic'] : []),
			],
		],
		['Topics', isRoot ? [`    ${topics.join(', ')}`, `        ${line} help TOPIC tells more`] : []],
		['Options', [...entries(isRoot ? groupOptions : {help: commonOptions.help})]],
		[null, [`Use "${line} [command] --help" for more information about a command.`]],
	]);
}

/** The words that can stand behind these, each once, with the commands that it leads to. */
function nextWords(words: readonly string[], commands: readonly AnyCommand[]): Map<string, AnyCommand[]> {
	return Map.groupBy(commands, each => each.words[words.length] ?? '');
}

const groupOptions: Options = {
	info: {kind: 'flag', describe: 'Show in one line what this plugin is for'},
	version: {kind: 'flag', describe: "Show the plugin's version"},
	help: commonOptions.help,
};

function entries(options: Options): string[] {
	return Object.entries(options).flatMap(([name, option]) => {
		const flags = [...(option.short ? [`-${option.short}`] : []), `--${name}`].join(', ');
		const value = valueName(option);
		return [`    ${flags}${value === null ? '' : ` ${value}`}`, `        ${option.describe}`];
	});
}

function sections(all: readonly (readonly [string | null, readonly string[]])[]): string {
	const blocks = all
		.filter(([, lines]) => lines.length > 0)
		.map(([head, lines]) => [...(head === null ? [] : [`${head}:`]), ...lines].join('\n'));
	return `${blocks.join('\n\n')}\n`;
}
