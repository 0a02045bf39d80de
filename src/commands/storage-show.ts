import {command} from '../cli/command.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {inText, type Json} from '../errors/json.ts';
import type {ShowReport} from '../storage/show.ts';
import {optionsFileOption, serviceNameOption} from './shared-options.ts';

export const storageShow = command({
	words: ['storage', 'show'],
	summary: 'Show the chosen storage and the one in use',
	description:
		'Show what the options file says about storage, whether its secrets exist, and what the installed registry really uses.',
	examples: [{says: 'compare the options file with the registry that runs', line: 'dcos registry storage show'}],
	options: {options: optionsFileOption, 'service-name': serviceNameOption},
	request: values => ({optionsPath: values.options, serviceName: values['service-name']}),
	run: async (request, world) => (await import('../storage/show.ts')).showStorage(request, world),
	lines: inWords,
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/storage-show/v1',
});

/** The package has some fifty options. */
const mostRows = 200;

async function inWords({service, optionsFile, installed, options, secrets}: ShowReport): Promise<string[]> {
	const {table} = await import('../output/table.ts');
	const shown = (value: Json) => (value === null ? '-' : inText(value));
	const rows = options
		.slice(0, mostRows)
		.map(each => [each.option, shown(each.file), shown(each.installed), each.differs ? 'differs' : '']);
	return [
		`service       ${service}`,
		`options file  ${fileInWords(optionsFile)}`,
		`installed     ${installedInWords(installed)}`,
		...(rows.length > 0 ? ['', ...table(['option', 'options file', 'installed', ''], rows)] : []),
		...(options.length > mostRows ? [`and ${options.length - mostRows} more: --json has all of them`] : []),
		...(secrets.length > 0
			? [
					'',
					...table(
						['secret', 'state'],
						secrets.map(({path, state}) => [path, state]),
					),
				]
			: []),
	];
}

function fileInWords({path, exists, storage}: ShowReport['optionsFile']): string {
	return exists
		? `${path}, storage ${storage}`
		: `${path} does not exist; choose a storage with: dcos registry storage s3, volume or local`;
}

function installedInWords(installed: ShowReport['installed']): string {
	if (installed === null) return 'no';
	return `${installed.appId}, version ${installed.packageVersion}, storage ${installed.storage ?? 'unknown: Cosmos kept no options'}`;
}
