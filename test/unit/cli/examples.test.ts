import test from 'ava';
import {commandHelp, groupHelp} from '../../../src/cli/help.ts';
import {ownWords, topics} from '../../../src/cli/own-words.ts';
import {topicText} from '../../../src/cli/topic-text.ts';
import {commands, groupDescriptions} from '../../../src/commands/index.ts';
import {golden} from '../../support/golden.ts';
import {printed} from './usage.ts';

/** Every text of help by the name that it is asked for with. */
const helps: readonly (readonly [string, () => string | Promise<string>])[] = [
	...commands.map(each => [each.words.join(' '), () => commandHelp(each)] as const),
	...['', ...Object.keys(groupDescriptions)].map(word => [word, () => helpOfGroup(word)] as const),
	...topics.map(topic => [topic, () => topicText(topic, commands)] as const),
];

function helpOfGroup(word: string): string {
	const below = commands.filter(({words}) => word === '' || words[0] === word);
	return groupHelp(word === '' ? [] : [word], {description: '', commands: below, groups: groupDescriptions});
}

/** The words of a line as a shell would pass them on; nothing in an example needs more of a shell than quotes. */
function wordsOf(line: string): string[] {
	return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
		([, single, double, bare]) => single ?? double ?? bare ?? '',
	);
}

/** The lines with an example, each below the line that says what it is for. */
function examplesIn(help: string): string[] {
	const lines = help.split('\n');
	return lines.filter((_, index) => lines[index - 1]?.startsWith('    # ')).map(line => line.trim());
}

for (const [name, helpText] of helps) {
	test(`each example of the help of "${name}" is understood, and comes as far as to the cluster`, async t => {
		const examples = examplesIn(await helpText());
		t.true(examples.length > 0 || name === 'exit-codes');
		for (const example of examples) {
			const words = wordsOf(example.replace(/^(?:[A-Z_]+=\S+ )+/, ''));
			t.is(words[0], 'dcos', example);
			if (words[1] === 'config') {
				t.true(await isSetting(words.slice(2)), example);
				continue;
			}
			const {exitCode, stderr} = await printed(words.slice(2));
			t.true(exitCode === 4 || exitCode === 6, `${example}\n${stderr}`);
		}
	});

	test(`the help of "${name}" names no command and no flag that does not exist`, async t => {
		const help = await helpText();
		const flags = new Set(commands.flatMap(({options}) => Object.keys(options)));
		for (const known of ['json', 'quiet', 'events', 'no-color', 'verbose', 'help', 'info', 'version']) flags.add(known);
		for (const [, flag = ''] of help.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)) t.true(flags.has(flag), flag);
		for (const [, word = ''] of help.matchAll(/dcos registry ([a-z][a-z0-9-]*)/g))
			t.true(ownWords.includes(word), word);
		for (const line of help.split('\n')) t.is(line, line.trimEnd());
	});
}

/** Whether `dcos config set|unset` of these words is for a flag of ours, with a value that it takes, or for dcos itself. */
async function isSetting([verb, key = '', value = '']: readonly string[]): Promise<boolean> {
	if (key.startsWith('core.')) return ['core.ssl_verify'].includes(key);
	const flag = key.replace(/^registry\./, '');
	const owner = commands.find(({options}) => flag in options || flag === 'quiet');
	if (owner === undefined || owner.options[flag]?.neverFromSettings) return false;
	const env = verb === 'set' ? {[`DCOS_REGISTRY_${flag.toUpperCase()}`]: value} : {};
	const {stderr} = await printed(owner.words, env);
	return !stderr.includes('DCOS_REGISTRY');
}

for (const topic of topics) {
	test(`the topic ${topic} is the one that was agreed on, and printed by help ${topic}`, async t => {
		const text = await topicText(topic, commands);
		await golden(t, `help-topic-${topic}`, text);
		t.deepEqual(await printed(['help', topic]), {exitCode: 0, stdout: text, stderr: ''});
	});
}

for (const {words} of commands) {
	test(`help ${words.join(' ')} is ${words.join(' ')} --help`, async t => {
		t.deepEqual(await printed(['help', ...words]), await printed([...words, '--help']));
	});
}

test('help alone is the help of the plugin', async t => {
	t.deepEqual(await printed(['help']), await printed([]));
	t.deepEqual(await printed(['--help']), await printed([]));
});

test('the agents for a completion are none, without a word, where there is no cluster', async t => {
	t.deepEqual(await printed(['__complete-agents']), {exitCode: 0, stdout: '', stderr: ''});
});
