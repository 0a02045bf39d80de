import {spawnSync} from 'node:child_process';
import test from 'ava';
import {resumeCommand} from '../../../src/trust/resume-command.ts';
import type {TrustRequest} from '../../../src/trust/trust-agents.ts';
import {agentResult} from './agent-results.ts';

const request: TrustRequest = {
	serviceNames: [],
	filter: {only: [], exclude: [], type: null},
	user: null,
	configFile: null,
	sshOptions: [],
	caPath: '/run/dcos/pki/CA/ca-bundle.crt',
	parallel: 32,
	agentTimeout: 120_000,
	check: false,
	dryRun: false,
};
const results = [agentResult(1), agentResult(2, {state: 'failed'}), agentResult(3, {state: 'not started'})];

test('the command goes on with the agents that are left', t => {
	t.is(resumeCommand(request, results), 'dcos registry trust-agents --agent 10.0.0.2 --agent 10.0.0.3');
});

test('when no agent is left there is nothing to go on with', t => {
	t.is(resumeCommand(request, [agentResult(1), agentResult(2, {state: 'changed'})]), null);
});

const wishes: readonly (readonly [string, Partial<TrustRequest>, string])[] = [
	['the registries', {serviceNames: ['a', 'my/b']}, '--service-name a --service-name my/b'],
	['the user', {user: 'core'}, '--user core'],
	['the SSH configuration', {configFile: '/my files/config'}, "--config-file '/my files/config'"],
	[
		'the SSH options',
		{sshOptions: ['Port=2222', 'ProxyCommand=nc "%h" 1']},
		`--option Port=2222 --option 'ProxyCommand=nc "%h" 1'`,
	],
	['the place of the CA', {caPath: '/opt/ca.pem'}, '--ca-path /opt/ca.pem'],
];

for (const [what, over, words] of wishes) {
	test(`${what} that the run was given is given again`, t => {
		const command = resumeCommand({...request, ...over}, results);
		t.is(command?.replace(' --agent 10.0.0.2 --agent 10.0.0.3', ''), `dcos registry trust-agents ${words}`);
	});
}

test('a shell reads the words as they were, whatever they hold', t => {
	for (const value of ["it's", '$(touch x)', 'a b', '`x`', '*', '~', '', '\\', '"', '!', 'a\nb']) {
		const command = resumeCommand({...request, user: value}, results) ?? '';
		const words = command.replace('dcos registry trust-agents', "printf '%s\\0'");
		const {stdout} = spawnSync('sh', ['-c', words], {encoding: 'utf8'});
		t.deepEqual(stdout.split('\0').slice(0, 3), ['--user', value, '--agent']);
	}
});
