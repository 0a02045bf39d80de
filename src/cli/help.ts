import type {AnyCommand} from './command.ts';
import {commonOptions} from './command.ts';
import type {Options} from './option.ts';

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

/** The help of a word that has commands below it; of `dcos registry` itself when the word list is empty. */
export function groupHelp(words: readonly string[], description: string, commands: readonly AnyCommand[]): string {
	const line = ['dcos registry', ...words].join(' ');
	const examples = commands.flatMap(each => each.examples.slice(0, 1));
	return sections([
		[null, [description]],
		['Examples', examples.flatMap(example => [`    # ${example.says}`, `    ${example.line}`])],
		['Usage', [`    ${line} [command]`]],
		[
			'Commands',
			commands.flatMap(each => [`    ${each.words.slice(words.length).join(' ')}`, `        ${each.summary}`]),
		],
		['Options', [...entries(words.length === 0 ? groupOptions : {help: commonOptions.help})]],
		[null, [`Use "${line} [command] --help" for more information about a command.`]],
	]);
}

const groupOptions: Options = {
	info: {kind: 'flag', describe: 'Show in one line what this plugin is for'},
	version: {kind: 'flag', describe: "Show the plugin's version"},
	help: commonOptions.help,
};

function entries(options: Options): string[] {
	return Object.entries(options).flatMap(([name, option]) => {
		const flags = [...(option.short ? [`-${option.short}`] : []), `--${name}`].join(', ');
		const value =
			option.kind === 'flag' || option.kind === 'level'
				? ''
				: ` ${option.value ?? (option.kind === 'count' ? 'N' : 'VALUE')}`;
		return [`    ${flags}${value}`, `        ${option.describe}`];
	});
}

function sections(all: readonly (readonly [string | null, readonly string[]])[]): string {
	const blocks = all
		.filter(([, lines]) => lines.length > 0)
		.map(([head, lines]) => [...(head === null ? [] : [`${head}:`]), ...lines].join('\n'));
	return `${blocks.join('\n\n')}\n`;
}
