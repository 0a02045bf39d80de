import {command} from '../cli/command.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import type {InstallReport} from '../install/install.ts';
import {confirmingOptions, optionsFileOption, serviceNameOption} from './shared-options.ts';

export const install = command({
	words: ['install'],
	summary: 'Install the package registry and wait until it answers',
	description:
		'Make the service account, install the package through Cosmos, wait until every instance is healthy, and add the repository.\nEvery step looks first and is safe to repeat.',
	examples: [
		{says: 'install with the options that "dcos registry storage" wrote', line: 'dcos registry install'},
		{says: 'see what would be done, without doing it', line: 'dcos registry install --dry-run'},
	],
	options: {
		options: optionsFileOption,
		'package-version': {kind: 'text', value: 'VERSION', describe: 'Version of the package (default: the newest)'},
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
			describe: 'Name of its service account (default: <service name>-account)',
		},
		'service-account-secret': {
			kind: 'text',
			value: 'PATH',
			describe: "Where the account's key is stored (default: the options file's, else <service name>/service-account)",
		},
		timeout: {
			kind: 'duration',
			default: 15 * 60_000,
			value: 'TIME',
			describe: 'How long to wait, e.g. 90s, 15m, 1h (default: 15m)',
		},
		...confirmingOptions,
	},
	request: values => ({
		optionsPath: values.options,
		packageVersion: values['package-version'],
		serviceName: values['service-name'],
		instances: values.instances,
		serviceAccount: values['service-account'],
		serviceAccountSecret: values['service-account-secret'],
		timeout: values.timeout,
		dryRun: values['dry-run'],
	}),
	run: async (request, world) => (await import('../install/install.ts')).install(request, world),
	text: inWords,
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/install/v1',
});

/** Cosmos puts the whole package into labels, which nobody wants to read here; --json has them. */
function shortened(_key: string, value: unknown): unknown {
	return typeof value === 'string' && value.length > 300
		? `${value.slice(0, 20)}… (${value.length} characters)`
		: value;
}

async function inWords(report: InstallReport): Promise<string> {
	const {table} = await import('../output/table.ts');
	const head = report.dryRun
		? ['This would be done:']
		: report.changed
			? []
			: ['Nothing to do: the registry is installed like this already.'];
	const steps = table(
		['step', 'what', 'state'],
		report.steps.map(each => [each.step, each.what, each.state]),
	);
	const documents = report.dryRun ? ['', `options ${JSON.stringify(report.options, null, 2)}`] : [];
	const app = report.app === null ? [] : ['', `app ${JSON.stringify(report.app, shortened, 2)}`];
	const next = report.dryRun
		? []
		: [
				'',
				`next: dcos registry trust-agents${report.service === 'dcos-registry' ? '' : ` --service-name ${report.service}`}`,
			];
	return [...head, steps, ...documents, ...app, ...next, ''].join('\n');
}
