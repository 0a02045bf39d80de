import test from 'ava';
import {commonOptions} from '../../../src/cli/command.ts';
import {settingsFor} from '../../../src/cli/settings.ts';
import {commands} from '../../../src/commands/index.ts';
import {UsageError} from '../../../src/errors/errors.ts';

const options = {
	'config-file': {kind: 'text', describe: ''},
	agent: {kind: 'list', describe: ''},
	parallel: {kind: 'count', describe: '', least: 1, most: 256},
	json: {kind: 'flag', describe: ''},
	yes: {kind: 'flag', describe: '', neverFromSettings: true},
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

test('what answers a question is never taken from a setting', t => {
	t.deepEqual(settingsFor(options, {DCOS_REGISTRY_YES: 'true'}), {});
});

test('the variables of other commands and other flags are left alone', t => {
	t.deepEqual(settingsFor(options, {DCOS_JOB_PARALLEL: '1', DCOS_REGISTRY_UNKNOWN: 'x', PARALLEL: '1'}), {});
});

for (const command of commands) {
	test(`nothing that answers or overwrites is a setting of ${command.words.join(' ')}`, t => {
		const all = {...command.options, ...commonOptions};
		const env = {DCOS_REGISTRY_YES: 'true', DCOS_REGISTRY_ROTATE: 'true'};
		t.deepEqual(settingsFor(all, env), {});
	});
}
