import {command} from '../cli/command.ts';
import type {Values} from '../cli/option.ts';
import {UsageError} from '../errors/errors.ts';
import {defaultAgentTimeout, defaultCaPath} from '../trust/defaults.ts';
import type {TrustReport, TrustRequest} from '../trust/trust-agents.ts';
import {confirmingOptions, refuseUnlikelyName} from './shared-options.ts';

const options = {
	'service-name': {kind: 'list', value: 'NAME', describe: 'Name of the registry service; may be given several times'},
	agent: {kind: 'list', value: 'ID|IP|HOSTNAME', describe: 'Only this agent; may be given several times'},
	exclude: {kind: 'list', value: 'ID|IP|HOSTNAME', describe: 'Not this agent; may be given several times'},
	type: {
		kind: 'text',
		choices: ['all', 'private', 'public'],
		default: 'all',
		value: 'all|private|public',
		describe: 'Which agents (default: all)',
	},
	user: {
		kind: 'text',
		value: 'NAME',
		describe: 'Log in as this user (default: core.ssh_user of the CLI, else what ssh itself takes)',
	},
	'config-file': {kind: 'text', value: 'FILE', describe: "SSH configuration file instead of the user's own"},
	option: {kind: 'list', value: 'KEY=VALUE', describe: 'SSH option, as ssh -o takes it; may be given several times'},
	'ca-path': {
		kind: 'text',
		value: 'FILE',
		default: defaultCaPath,
		describe: `The cluster's CA on the agents (default: ${defaultCaPath})`,
	},
	parallel: {kind: 'count', least: 1, most: 256, default: 32, describe: 'How many agents at once (default: 32)'},
	'agent-timeout': {
		kind: 'duration',
		default: defaultAgentTimeout,
		value: 'TIME',
		describe: 'Time limit of one agent (default: 120s)',
	},
	check: {kind: 'flag', describe: 'Change nothing; exit with 3 when an agent lacks the trust'},
	...confirmingOptions,
} as const;

export const trustAgents = command({
	words: ['trust-agents'],
	summary: 'Make every agent trust the package registry, and prove it',
	description:
		"Put the cluster's CA where the Docker daemon of each agent looks for it, over SSH, and ask each daemon to prove that it trusts the registry.\nNothing is restarted: Docker reads these files at every pull.",
	examples: [
		{says: 'make all agents trust the registry', line: 'dcos registry trust-agents --user centos'},
		{
			says: 'look only, fit for cron: exit code 3 when an agent lacks the trust',
			line: 'dcos registry trust-agents --check --quiet',
		},
	],
	options,
	request,
	run: async (wish: TrustRequest, world) => (await import('../trust/trust-agents.ts')).trustAgents(wish, world),
	text: inWords,
	exitCode: report => report.exitCode,
	schema: 'dcos-registry/trust-agents/v1',
});

function request(values: Values<typeof options>): TrustRequest {
	const [unlike] = values.option.filter(option => !/^[A-Za-z]+[= ]./.test(option));
	if (unlike !== undefined) throw new UsageError(`--option takes KEY=VALUE, not "${unlike}"`);
	values['service-name'].forEach(refuseUnlikelyName);
	return {
		serviceNames: values['service-name'],
		filter: {
			only: values.agent,
			exclude: values.exclude,
			type: values.type === 'all' ? null : (values.type as 'private' | 'public'),
		},
		user: values.user,
		configFile: values['config-file'],
		sshOptions: values.option,
		caPath: values['ca-path'],
		parallel: values.parallel,
		agentTimeout: values['agent-timeout'],
		check: values.check,
		dryRun: values['dry-run'],
	};
}

async function inWords(report: TrustReport): Promise<string> {
	const {trustText} = await import('./trust-text.ts');
	return trustText(report);
}
