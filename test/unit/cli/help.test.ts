import test from 'ava';
import {info} from '../../../src/about.ts';
import {commandHelp, groupHelp} from '../../../src/cli/help.ts';
import {valueName} from '../../../src/cli/option.ts';
import {topics} from '../../../src/cli/own-words.ts';
import {commands, groupDescriptions} from '../../../src/commands/index.ts';
import {golden} from '../../support/golden.ts';

const lines = (text: string) => text.split('\n');

for (const command of commands) {
	const words = command.words.join('-');
	test(`the help of ${words} is the one that was agreed on`, async t => {
		await golden(t, `help-${words}`, commandHelp(command));
	});
}

for (const [words, description] of Object.entries(groupDescriptions)) {
	test(`the help of the group ${words} is the one that was agreed on`, async t => {
		const below = commands.filter(each => each.words[0] === words);
		await golden(t, `help-${words}`, groupHelp([words], {description, commands: below, groups: groupDescriptions}));
	});
}

test('the help of the plugin itself is the one that was agreed on', async t => {
	await golden(t, 'help-registry', groupHelp([], {description: info, commands, groups: groupDescriptions}));
});

test('every group of commands has a description', t => {
	const groups = commands.filter(each => each.words.length > 1).map(each => each.words[0] ?? '');
	t.deepEqual(Object.keys(groupDescriptions).sort(), [...new Set(groups)].sort());
});

for (const command of commands) {
	const line = `dcos registry ${command.words.join(' ')}`;

	test(`the help of "${line}" names each flag once, with what it takes`, t => {
		const help = commandHelp(command);
		for (const [name, option] of Object.entries(command.options)) {
			const entry = `${name}${valueName(option) === null ? '' : ` ${valueName(option)}`}`;
			t.is(lines(help).filter(each => each.startsWith('    -') && each.endsWith(`--${entry}`)).length, 1, name);
		}
	});

	test(`no line of the help of "${line}" ends in a blank`, t => {
		for (const each of lines(commandHelp(command))) t.is(each, each.trimEnd());
	});
}

test('the help of the plugin names every topic', t => {
	const help = groupHelp([], {description: info, commands, groups: groupDescriptions});
	for (const topic of topics) t.regex(help, new RegExp(`\\b${topic}\\b`));
});
