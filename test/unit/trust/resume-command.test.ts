import {spawnSync} from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {parse} from '../../../src/cli/parser.ts';
import {trustOptions} from '../../../src/commands/trust-options.ts';
import {trustRequest as requestOf} from '../../../src/commands/trust-wishes.ts';
import {resumeCommand} from '../../../src/trust/resume-command.ts';
import type {TrustRequest} from '../../../src/trust/trust-request.ts';
import {runs} from '../../support/runs.ts';
import {shellWords} from '../install/shell-words.ts';
import {agentResult} from './agent-results.ts';
import {restartRules, sshWishes, trustRequest} from './trust-requests.ts';

const results = [agentResult(1), agentResult(2, {state: 'failed'}), agentResult(3, {state: 'not started'})];
const left = ['10.0.0.2', '10.0.0.3'];

test('the command goes on with the agents that are left', t => {
	t.is(resumeCommand(trustRequest, results), 'dcos registry trust-agents --agent 10.0.0.2,10.0.0.3');
});

test('an agent whose address is none is named by its id, and left out where that is odd too', t => {
	const odd = (id: string) => {
		const result = agentResult(2, {state: 'unreachable'});
		return {...result, agent: {...result.agent, address: '$(id)', id}};
	};
	t.is(resumeCommand(trustRequest, [odd('1f-S2'), odd('1f,S3')]), 'dcos registry trust-agents --agent 1f-S2');
	t.is(resumeCommand(trustRequest, [odd('-S2')]), null);
});

test('when no agent is left there is nothing to go on with', t => {
	t.is(resumeCommand(trustRequest, [agentResult(1), agentResult(2, {state: 'changed'})]), null);
});

const ssh = (over: Partial<TrustRequest['ssh']>) => ({ssh: {...sshWishes, ...over}});
const restart = (over: Partial<TrustRequest['restart']>) => ({restart: {...restartRules, ...over}});

const wishes: readonly (readonly [string, Partial<TrustRequest>, string])[] = [
	['a registry that is installed later', {notInstalledYet: true}, '--not-installed-yet'],
	['the registries', {serviceNames: ['a', 'my/b']}, '--service-name a --service-name my/b'],
	['the user', ssh({user: 'core'}), '--user core'],
	['the proxy', ssh({proxyIp: '1.2.3.4'}), '--proxy-ip 1.2.3.4'],
	["the master's proxy", ssh({masterProxy: true}), '--master-proxy'],
	['the SSH configuration', ssh({configFile: '/my files/config'}), "--config-file '/my files/config'"],
	[
		'the SSH options',
		ssh({sshOptions: ['Port=2222', 'ProxyCommand=nc "%h" 1']}),
		`--option Port=2222 --option 'ProxyCommand=nc "%h" 1'`,
	],
	['the question for the password', ssh({askSudoPassword: true}), '--ask-sudo-password'],
	['the place of the CA', {caPath: '/opt/ca.pem'}, '--ca-path /opt/ca.pem'],
	['the restart', restart({when: 'never'}), '--restart never'],
	['the size of a wave', restart({batch: {amount: 10, of: 'all'}}), '--batch 10'],
	['the failures that are borne', restart({maxFailures: {amount: 5, of: 'hundred'}}), '--max-failures 5%'],
	['the pause', restart({pause: 90_000}), '--pause 90s'],
	['the draining', restart({drain: true}), '--drain'],
	['the proof', {requireProof: true}, '--require-proof'],
	['the limits', {parallel: 4, agentTimeout: 30_000}, '--parallel 4 --agent-timeout 30s'],
	['the logs', {logDirectory: '/var/log/x'}, '--log-dir /var/log/x'],
	['the removal', {work: 'remove'}, '--remove'],
];

for (const [what, over, words] of wishes) {
	test(`${what} that the run was given is given again`, t => {
		const command = resumeCommand({...trustRequest, ...over}, results);
		t.is(command?.replace(' --agent 10.0.0.2,10.0.0.3', ''), `dcos registry trust-agents ${words}`);
	});
}

test('a shell reads the words as they were, whatever they hold', t => {
	for (const value of ["it's", '$(touch x)', 'a b', '`x`', '*', '~', '', '\\', '"', '!', 'a\nb']) {
		const command = resumeCommand({...trustRequest, ...ssh({configFile: value})}, results) ?? '';
		const words = command.replace('dcos registry trust-agents', "printf '%s\\0'");
		const {stdout} = spawnSync('bash', ['-c', words], {encoding: 'utf8'});
		t.deepEqual(stdout.split('\0').slice(0, 3), ['--config-file', value, '--agent']);
	}
});

const text = fc.string({minLength: 1, maxLength: 12}).filter(each => !each.startsWith('-'));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: null});
const service = fc.constantFrom('a', 'my/registry', 'r-2');
const seconds = (least: number) => fc.integer({min: least, max: 99_999}).map(each => each * 1000);
const share = (least: number) =>
	fc.record({amount: fc.integer({min: least, max: 100}), of: fc.constantFrom('all' as const, 'hundred' as const)});
const proxies = fc.constantFrom(
	{proxyIp: null, masterProxy: false},
	{proxyIp: 'bastion.example.com', masterProxy: false},
	{proxyIp: 'fd00::7', masterProxy: false},
	{proxyIp: null, masterProxy: true},
);
const hex = fc.string({unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 64, maxLength: 64});
const option = fc
	.tuple(fc.constantFrom('Port', 'IdentityFile', 'ProxyCommand'), text)
	.map(([key, value]) => `${key}=${value}`);

/** Every wish that the flags can make, of a run that changes something. */
const anyRequest: fc.Arbitrary<TrustRequest> = fc
	.record({
		remove: fc.boolean(),
		serviceNames: fc.array(service, {maxLength: 2}),
		notInstalledYet: fc.boolean(),
		proxy: proxies,
		ssh: fc.record({
			user: maybe(fc.constantFrom('core', 'DOM\\me', 'me@example.com', 'élan', 'a%b')),
			configFile: maybe(text),
			sshOptions: fc.array(
				option.filter(each => !/,[A-Za-z]+=/.test(each) && each.trim() === each),
				{maxLength: 2},
			),
			askSudoPassword: fc.boolean(),
		}),
		caPath: text,
		caFingerprint: maybe(hex),
		restart: fc.record({
			when: fc.constantFrom('auto' as const, 'always' as const, 'never' as const),
			batch: share(1),
			maxFailures: share(0),
			pause: seconds(0),
			drain: fc.boolean(),
		}),
		requireProof: fc.boolean(),
		parallel: fc.integer({min: 1, max: 256}),
		agentTimeout: seconds(1),
		logDirectory: maybe(text),
	})
	.map(({remove, proxy, ssh: way, restart: rules, requireProof, ...rest}) => ({
		...rest,
		work: remove ? 'remove' : 'trust',
		filter: {only: left, exclude: [], type: null},
		ssh: {...way, ...proxy},
		restart: {
			...rules,
			drain: rules.drain && !remove,
			when: remove && rules.when === 'always' ? 'auto' : rules.when,
		},
		requireProof: requireProof && !remove,
		dryRun: false,
	}));

test('pasted back, the command asks for the same, for the agents that are left', t => {
	fc.assert(
		fc.property(anyRequest, request => {
			const [, , , ...words] = shellWords(resumeCommand(request, results) ?? '');
			t.deepEqual(requestOf(parse(words, trustOptions, {})), request);
		}),
		{numRuns: runs(300)},
	);
});
