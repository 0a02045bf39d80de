import type {Options} from '../cli/option.ts';
import {defaults} from '../trust/defaults.ts';
import {confirmingOptions} from './shared-options.ts';

const whichAgents = {
	'service-name': {kind: 'list', value: 'NAME', describe: 'Name of the registry service; may be given several times'},
	'not-installed-yet': {
		kind: 'flag',
		neverFromSettings: 'it answers a question',
		describe: 'The registry is installed later: do not ask about a service that the cluster does not know',
	},
	agent: {
		kind: 'list',
		value: 'ID|IP|HOSTNAME',
		completes: 'agent',
		describe: 'Only this agent; may be given several times',
	},
	exclude: {
		kind: 'list',
		value: 'ID|IP|HOSTNAME',
		completes: 'agent',
		describe: 'Not this agent; may be given several times',
	},
	type: {
		kind: 'text',
		choices: ['all', 'private', 'public'],
		default: 'all',
		value: 'all|private|public',
		describe: 'Which agents (default: all)',
	},
} as const satisfies Options;

const overSsh = {
	user: {
		kind: 'text',
		value: 'NAME',
		describe: 'Log in as this user (default: core.ssh_user of the CLI, else what ssh itself takes)',
	},
	'proxy-ip': {
		kind: 'text',
		value: 'IP',
		describe: 'Go through this machine, by one connection (default: core.ssh_proxy_ip of the CLI)',
	},
	'master-proxy': {
		kind: 'flag',
		excludes: {'proxy-ip': 'there is one way to the agents: leave one of them out'},
		describe: "Go through the master's public address",
	},
	'config-file': {
		kind: 'text',
		value: 'FILE',
		completes: 'file',
		describe: "SSH configuration file instead of the user's own",
	},
	option: {
		kind: 'list',
		// the value of an option may be a list with commas, as Ciphers
		separator: /,(?=[A-Za-z]+=)/,
		value: 'KEY=VALUE',
		describe: 'SSH option, as ssh -o takes it; may be given several times',
	},
	'ask-sudo-password': {
		kind: 'flag',
		neverFromSettings: 'somebody has to be there who types the password',
		describe: 'Ask once for the password that sudo wants on the agents',
	},
} as const satisfies Options;

const theCa = {
	'ca-path': {
		kind: 'text',
		value: 'FILE',
		default: defaults.caPath,
		describe: `The cluster's CA on the agents (default: ${defaults.caPath})`,
	},
	'ca-fingerprint': {
		kind: 'text',
		value: 'SHA256',
		describe: "Refuse to begin unless the cluster's CA has this fingerprint",
	},
	'require-proof': {kind: 'flag', describe: 'Count an agent whose Docker could not prove its trust as failed'},
} as const satisfies Options;

const restarts = {
	restart: {
		kind: 'text',
		choices: ['auto', 'always', 'never'],
		default: 'auto',
		neverFromSettings: 'it says where Docker is restarted',
		value: 'auto|always|never',
		describe: 'Restart Docker where its proof fails, everywhere, or nowhere (default: auto)',
	},
	batch: {
		kind: 'share',
		least: 1,
		default: defaults.batch,
		value: 'N|P%',
		describe: 'How many agents to restart at once, after a first one alone (default: 10%, at least 1)',
	},
	'max-failures': {
		kind: 'share',
		least: 0,
		default: defaults.maxFailures,
		value: 'N|P%',
		describe: 'More failed restarts than this stop the rest (default: 0)',
	},
	pause: {kind: 'duration', least: 0, default: 0, value: 'TIME', describe: 'Wait between two waves (default: 0s)'},
	drain: {kind: 'flag', describe: 'Have Mesos move the tasks away before each restart (DC/OS 2.0 on)'},
} as const satisfies Options;

export const trustOptions = {
	...whichAgents,
	...overSsh,
	...theCa,
	...restarts,
	parallel: {
		kind: 'count',
		least: 1,
		most: 256,
		default: defaults.parallel,
		describe: 'How many agents at once (default: 32)',
	},
	'agent-timeout': {
		kind: 'duration',
		default: defaults.agentTimeout,
		value: 'TIME',
		describe: 'Time limit of one agent (default: 120s)',
	},
	'log-dir': {
		kind: 'text',
		value: 'DIR',
		completes: 'directory',
		describe: "Keep each agent's full output in a file of this directory",
	},
	check: {
		kind: 'flag',
		excludes: {
			remove: '--remove --dry-run shows what would be taken back',
			'dry-run': '--check tells what the agents lack, --dry-run what would be done',
		},
		describe: 'Change nothing; exit with 3 when an agent lacks the trust',
	},
	remove: {
		kind: 'flag',
		neverFromSettings: 'it takes back the trust of the agents',
		excludes: {
			'require-proof': '--remove asks no Docker for a proof: leave --require-proof out',
			drain: '--remove restarts nothing: leave --drain out',
		},
		describe: 'Take back what this command has put on the agents',
	},
	...confirmingOptions,
} as const satisfies Options;
