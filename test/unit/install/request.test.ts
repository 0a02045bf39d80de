import test from 'ava';
import fc from 'fast-check';
import {commonOptions} from '../../../src/cli/command.ts';
import {parse} from '../../../src/cli/parser.ts';
import {install, installRequest} from '../../../src/commands/install.ts';
import {defaults, type InstallRequest, sameCommand} from '../../../src/install/request.ts';
import {runs} from '../../support/runs.ts';
import {shellWords} from './shell-words.ts';

/** What the plugin understands of a line, as a shell hands it over. */
function understood(line: string, env: Record<string, string> = {}): InstallRequest {
	const [dcos, registry, verb, ...flags] = shellWords(line);
	if (`${dcos} ${registry} ${verb}` !== 'dcos registry install') throw new Error(line);
	const values = parse(flags, {...install.options, ...commonOptions}, env);
	return installRequest(values as unknown as Parameters<typeof installRequest>[0]);
}

const nothing = understood('dcos registry install');

test('who gives no flag gets the defaults', t => {
	t.deepEqual(nothing, {
		optionsPath: './registry-options.json',
		packageVersion: null,
		serviceName: null,
		instances: null,
		serviceAccount: null,
		serviceAccountSecret: null,
		makeAccount: true,
		repository: {name: 'Registry', index: 0},
		bootstrapRepository: 'https://registry.component.thisdcos.directory/repo',
		update: false,
		atomic: false,
		wait: true,
		timeout: 900_000,
		check: false,
		dryRun: false,
	});
	t.is(sameCommand(nothing), 'dcos registry install');
});

test('what restarts a registry or takes something away is never a setting', t => {
	t.deepEqual(understood('dcos registry install', {DCOS_REGISTRY_TIMEOUT: '90s'}), {...nothing, timeout: 90_000});
	for (const name of ['UPDATE', 'ATOMIC'])
		t.throws(() => understood('dcos registry install', {[`DCOS_REGISTRY_${name}`]: 'true'}), {
			message: /cannot be set for good/,
		});
});

for (const [over, line] of [
	[{optionsPath: 'my options.json'}, "--options 'my options.json'"],
	[
		{packageVersion: '2.0.0', serviceName: '/my/r', instances: 3},
		'--package-version 2.0.0 --service-name /my/r --instances 3',
	],
	[{serviceAccount: 'u', serviceAccountSecret: 'p/s'}, '--service-account u --service-account-secret p/s'],
	[{makeAccount: false}, '--no-service-account'],
	[{repository: {name: 'Mine', index: 2}}, '--repo-name Mine --repo-index 2'],
	[{repository: null}, '--no-repo'],
	[{bootstrapRepository: 'https://b/repo'}, '--bootstrap-repo https://b/repo'],
	[{update: true}, '--update'],
	[{timeout: 90_000}, '--timeout 90s'],
	[{timeout: 1_200_000}, '--timeout 20m'],
	[{timeout: 3_600_000}, '--timeout 1h'],
	[{timeout: 1_800_000_000}, '--timeout 500h'],
] as const satisfies readonly (readonly [Partial<InstallRequest>, string])[]) {
	test(`what is not as usual is said: ${line}`, t => {
		t.is(sameCommand({...nothing, ...over}), `dcos registry install ${line}`);
	});
}

test('what only looks is left out, and so is what takes back', t => {
	const looking = {...nothing, check: true, dryRun: true, wait: false, atomic: true};
	t.is(sameCommand(looking), 'dcos registry install');
});

/** Whatever a user can type, with what a shell or yargs might take for something else. */
const text = fc.oneof(
	fc.constantFrom('a', 'a b', "it's", '$HOME', '--update', '-y', '=', 'a=b', '0123', 'true', '*', ';', '\\', 'ä€', '"'),
	fc.stringMatching(/^[a-z0-9/_.'" $-]{1,12}$/),
);
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, {nil: null});
const seconds = fc.oneof(fc.integer({min: 1, max: 999_999}), fc.constantFrom(900, 3600, 86_400, 1_800_000));

const requests: fc.Arbitrary<InstallRequest> = fc.record({
	optionsPath: fc.oneof(text, fc.constant(defaults.optionsPath)),
	packageVersion: orNull(text),
	serviceName: orNull(fc.stringMatching(/^\/?[a-z0-9]([a-z0-9/-]{0,9}[a-z0-9])?$/)),
	instances: orNull(fc.integer({min: 1, max: 100})),
	serviceAccount: orNull(fc.stringMatching(/^[A-Za-z0-9_@.-]{1,12}$/)),
	serviceAccountSecret: orNull(text),
	makeAccount: fc.boolean(),
	repository: orNull(
		fc.oneof(fc.constant(defaults.repository), fc.record({name: text, index: fc.integer({min: 0, max: 1000})})),
	),
	bootstrapRepository: fc.oneof(fc.webUrl(), fc.constant(defaults.bootstrapRepository)),
	update: fc.boolean(),
	atomic: fc.boolean(),
	wait: fc.boolean(),
	timeout: seconds.map(each => each * 1000),
	check: fc.boolean(),
	dryRun: fc.boolean(),
});

test('read back by the parser, the command is the same request, without what only looks', t => {
	fc.assert(
		fc.property(requests, request => {
			const goOn = {...request, atomic: false, wait: true, check: false, dryRun: false};
			t.deepEqual(understood(sameCommand(request)), goOn);
		}),
		{numRuns: runs(500)},
	);
});

test('a time between two seconds is not shortened', t => {
	t.is(understood(sameCommand({...nothing, timeout: 1500})).timeout, 2000);
});
