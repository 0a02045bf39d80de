import {command} from '../cli/command.ts';
import type {Values} from '../cli/option.ts';
import {pasteable} from '../errors/command-line.ts';
import {UsageError} from '../errors/errors.ts';
import type {InstallReport} from '../install/report.ts';
import {defaults, type InstallRequest} from '../install/request.ts';
import {confirmingOptions, optionsFileOption, refuseUnlikelyName, serviceNameOption} from './shared-options.ts';

const noRepository = '--no-repo adds none, so leave it out to choose its name or place';

const options = {
	options: optionsFileOption,
	'package-version': {
		kind: 'text',
		value: 'VERSION',
		describe: 'Version of the package (default: the installed one, else the newest)',
	},
	'service-name': serviceNameOption,
	instances: {
		kind: 'count',
		least: 1,
		most: 100,
		describe: 'How many registries run (default: what the options file says)',
	},
	'service-account': {
		kind: 'text',
		value: 'UID',
		describe: 'Name of its service account (default: whose key is stored, else <service name>-account)',
	},
	'service-account-secret': {
		kind: 'text',
		value: 'PATH',
		describe: "Where the account's key is stored (default: the options file's, else <service name>/service-account)",
	},
	'no-service-account': {kind: 'flag', describe: 'Make no service account; only look at the one that is there'},
	'repo-name': {
		kind: 'text',
		value: 'NAME',
		default: defaults.repository.name,
		describe: `Name of the package repository that is added (default: ${defaults.repository.name})`,
	},
	'repo-index': {
		kind: 'count',
		value: 'I',
		least: 0,
		most: 1000,
		default: defaults.repository.index,
		describe: 'Its place in the list of repositories (default: 0, the first)',
	},
	'no-repo': {
		kind: 'flag',
		excludes: {'repo-name': noRepository, 'repo-index': noRepository},
		describe: 'Add no package repository',
	},
	'bootstrap-repo': {
		kind: 'text',
		value: 'URI',
		default: defaults.bootstrapRepository,
		describe: `Where the package comes from if no repository has it (default: ${defaults.bootstrapRepository})`,
	},
	update: {
		kind: 'flag',
		neverFromSettings: 'it restarts a registry that runs',
		describe: 'Change a registry that is installed with other options or in another version; it restarts',
	},
	atomic: {
		kind: 'flag',
		neverFromSettings: 'it takes back what a run has made',
		excludes: {'no-wait': 'leave one of them out: without waiting nobody learns that it failed'},
		describe: 'When it fails or is interrupted, take back what this run made',
	},
	'no-wait': {kind: 'flag', describe: 'Do not wait until the registry is healthy; the repository is not added then'},
	timeout: {
		kind: 'duration',
		default: defaults.timeout,
		value: 'TIME',
		describe: 'How long to wait, e.g. 90s, 15m, 1h (default: 15m)',
	},
	check: {
		kind: 'flag',
		excludes: {'dry-run': '--check tells what could stop it, --dry-run what would be done'},
		describe: 'Look only, and tell each check; exit with 3 when something would be changed',
	},
	...confirmingOptions,
} as const;

export const install = command({
	words: ['install'],
	summary: 'Install the package registry and wait until it answers',
	description:
		'Make the service account, install the package through Cosmos, wait until every instance is healthy, and add the repository.\nEverything is looked at before anything is changed. Every step looks first and is safe to repeat.',
	examples: [
		{says: 'install with the options that "dcos registry storage" wrote', line: 'dcos registry install'},
		{says: 'see what could stop it, without doing anything', line: 'dcos registry install --check'},
		{says: 'see each write, the options and the app, without doing it', line: 'dcos registry install --dry-run'},
		{says: 'all or nothing', line: 'dcos registry install --atomic'},
		{says: 'change the registry that runs', line: 'dcos registry install --update --instances 3'},
	],
	options,
	request: installRequest,
	run: async (wish: InstallRequest, world) => (await import('../install/install.ts')).install(wish, world),
	lines: async (report: InstallReport) => (await import('./install-text.ts')).installLines(report),
	exitCode: report => report.exitCode,
	schema: 'dcos-registry/install/v1',
});

/** Throws a UsageError for what cannot be meant. */
export function installRequest(values: Values<typeof options>): InstallRequest {
	const {atomic, check} = values;
	const bootstrapRepository = values['bootstrap-repo'];
	const account = values['service-account'];
	if (account !== null && !/^[\w@.-]+$/.test(account)) {
		throw new UsageError(`"${account}" cannot be the name of an account`, {
			hint: '--service-account takes letters, digits and _ @ . -',
		});
	}
	refuseUnlikelyName(values['service-name']);
	if (!/^https?:\/\/\S+$/.test(bootstrapRepository) || !URL.canParse(bootstrapRepository)) {
		throw new UsageError(`--bootstrap-repo takes an http(s) URL, not "${bootstrapRepository}"`, {
			hint: pasteable`--bootstrap-repo ${defaults.bootstrapRepository}`,
		});
	}
	return {
		optionsPath: values.options,
		packageVersion: values['package-version'],
		serviceName: values['service-name'],
		instances: values.instances,
		serviceAccount: account,
		serviceAccountSecret: values['service-account-secret'],
		makeAccount: !values['no-service-account'],
		repository: values['no-repo'] ? null : {name: values['repo-name'], index: values['repo-index']},
		bootstrapRepository,
		update: values.update,
		atomic,
		wait: !values['no-wait'],
		timeout: values.timeout,
		check,
		dryRun: values['dry-run'],
	};
}
