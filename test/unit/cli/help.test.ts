import test from 'ava';
import {info} from '../../../src/about.ts';
import {commandHelp, groupHelp} from '../../../src/cli/help.ts';
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
		await golden(t, `help-${words}`, groupHelp([words], description, below));
	});
}

test('the help of the plugin itself is the one that was agreed on', async t => {
	await golden(t, 'help-registry', groupHelp([], info, commands));
});

test('every group of commands has a description', t => {
	const groups = commands.filter(each => each.words.length > 1).map(each => each.words[0] ?? '');
	t.deepEqual(Object.keys(groupDescriptions).sort(), [...new Set(groups)].sort());
});

for (const command of commands) {
	const line = `dcos registry ${command.words.join(' ')}`;

	test(`each example of "${line}" is a line of that command with flags that it has`, t => {
		for (const example of command.examples) {
			t.true(example.line.startsWith(line));
			const flags = example.line.match(/(?<=--)[a-z0-9-]+/g) ?? [];
			for (const flag of flags) t.true(flag in command.options || flag === 'quiet', flag);
		}
	});

	test(`the help of "${line}" names each flag once and its default as the command has it`, t => {
		const help = commandHelp(command);
		for (const [name, option] of Object.entries(command.options)) {
			t.is(lines(help).filter(each => new RegExp(`--${name}( |$)`).test(each) && !each.includes('#')).length > 0, true);
			if ('default' in option && option.kind === 'text') t.true(option.describe.includes(`default: ${option.default}`));
		}
	});

	test(`no line of the help of "${line}" ends in a blank`, t => {
		for (const each of lines(commandHelp(command))) t.is(each, each.trimEnd());
	});
}
