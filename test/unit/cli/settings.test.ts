import test from 'ava';
import {commonOptions} from '../../../src/cli/command.ts';
import {refuseNeverSettings, settingsFor, settingVariables} from '../../../src/cli/settings.ts';
import {commands} from '../../../src/commands/index.ts';
import {UsageError} from '../../../src/errors/errors.ts';
import {printed} from './usage.ts';

const options = {
	'config-file': {kind: 'text', describe: ''},
	agent: {kind: 'list', describe: ''},
	parallel: {kind: 'count', describe: '', least: 1, most: 256},
	json: {kind: 'flag', describe: ''},
	yes: {kind: 'flag', describe: '', neverFromSettings: 'it does something'},
} as const;

test('a setting has the key of its flag, with the hyphens that the CLI keeps', t => {
	t.deepEqual(settingsFor(options, {'DCOS_REGISTRY_CONFIG-FILE': 'a'}), {'config-file': 'a'});
});

test('a setting may have underscores for the hyphens', t => {
	t.deepEqual(settingsFor(options, {DCOS_REGISTRY_CONFIG_FILE: 'a'}), {'config-file': 'a'});
});

test('with both spellings, the one that the CLI makes counts', t => {
	const env = {DCOS_REGISTRY_CONFIG_FILE: 'b', 'DCOS_REGISTRY_CONFIG-FILE': 'a'};
	t.deepEqual(settingsFor(options, env), {'config-file': 'a'});
});

test('a list stands in one setting, with commas', t => {
	t.deepEqual(settingsFor(options, {DCOS_REGISTRY_AGENT: '10.0.0.1, 10.0.0.2'}), {agent: ['10.0.0.1', '10.0.0.2']});
});

for (const [text, value] of [
	['true', true],
	['false', false],
] as const) {
	test(`a flag is set to ${text} by the word ${text}`, t => {
		t.deepEqual(settingsFor(options, {DCOS_REGISTRY_JSON: text}), {json: value});
	});
}

test('a setting that is no value of its flag is refused by its own name', t => {
	t.throws(() => settingsFor(options, {DCOS_REGISTRY_PARALLEL: 'many'}), {
		instanceOf: UsageError,
		message: 'DCOS_REGISTRY_PARALLEL takes a whole number from 1 to 256, not "many"',
	});
});

test('an empty setting is none', t => {
	t.deepEqual(settingsFor(options, {DCOS_REGISTRY_PARALLEL: '', 'DCOS_REGISTRY_CONFIG-FILE': undefined}), {});
});

for (const value of ['true', 'false', 'nonsense']) {
	test(`what answers a question is no setting, and one that says ${value} is refused`, t => {
		t.throws(() => refuseNeverSettings(options, {DCOS_REGISTRY_YES: value}), {
			instanceOf: UsageError,
			message: 'registry.yes (DCOS_REGISTRY_YES) cannot be set for good: it does something',
		});
	});
}

test('an empty setting of what answers a question is none, and commands without the flag do not mind it', t => {
	t.notThrows(() => refuseNeverSettings(options, {DCOS_REGISTRY_YES: ''}));
	t.notThrows(() => refuseNeverSettings(options, {DCOS_REGISTRY_ROTATE: 'true'}));
});

test('the variables of other commands and other flags are left alone', t => {
	t.deepEqual(settingsFor(options, {DCOS_JOB_PARALLEL: '1', DCOS_REGISTRY_UNKNOWN: 'x', PARALLEL: '1'}), {});
});

/** product.md, section 0: what answers, overwrites or restarts; and what asks for a password, shows secrets' surroundings or only helps. */
const saidEachTime = ['yes', 'rotate', 'update', 'atomic', 'remove', 'restart', 'ask-sudo-password', 'verbose', 'help'];

for (const command of commands) {
	test(`no setting of ${command.words.join(' ')} answers, overwrites or restarts, and others' flags are not its affair`, async t => {
		const own = {...command.options, ...commonOptions};
		for (const name of saidEachTime) {
			for (const variable of settingVariables(name)) {
				const {exitCode, stderr} = await printed(command.words, {[variable]: 'true'});
				const refused = `Error: registry.${name} (${variable}) cannot be set for good: `;
				t.is(stderr.startsWith(refused), name in own, stderr);
				if (name in own) t.is(exitCode, 2);
			}
		}
		const {exitCode} = await printed([...command.words, '--help'], {DCOS_REGISTRY_YES: 'true'});
		t.is(exitCode, 0, 'its help is shown all the same');
	});
}
