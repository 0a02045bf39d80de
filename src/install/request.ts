import {commandLine} from '../errors/command-line.ts';

export type InstallRequest = {
	optionsPath: string;
	/** null: what is installed, else the newest. */
	packageVersion: string | null;
	serviceName: string | null;
	instances: number | null;
	serviceAccount: string | null;
	serviceAccountSecret: string | null;
	/** False: the service account is somebody else's work, and only looked at. */
	makeAccount: boolean;
	/** null: no package repository is added. */
	repository: {name: string; index: number} | null;
	/** Where the package comes from when no repository of the cluster has it. */
	bootstrapRepository: string;
	/** An installed registry may get other options or another version. */
	update: boolean;
	/** When it fails, what this run made is taken back. */
	atomic: boolean;
	wait: boolean;
	/** Milliseconds. */
	timeout: number;
	check: boolean;
	dryRun: boolean;
};

export const defaults = {
	optionsPath: './registry-options.json',
	/** The name and place under which the official documentation adds the registry. */
	repository: {name: 'Registry', index: 0},
	/** Read-only, on the masters of every cluster since 1.12. */
	bootstrapRepository: 'https://registry.component.thisdcos.directory/repo',
	timeout: 15 * 60_000,
} as const;

/** The command that goes on where this one stopped: the same wishes, without what only looks. */
export function sameCommand(request: InstallRequest): string {
	const {optionsPath, packageVersion, serviceName, instances, serviceAccount, serviceAccountSecret} = request;
	const flags: readonly (readonly [string, string | number | null])[] = [
		['--options', optionsPath === defaults.optionsPath ? null : optionsPath],
		['--package-version', packageVersion],
		['--service-name', serviceName],
		['--instances', instances],
		['--service-account', serviceAccount],
		['--service-account-secret', serviceAccountSecret],
		...repositoryFlags(request),
	];
	const values = flags.flatMap(([flag, value]) => (value === null ? [] : flagWords(flag, String(value))));
	const switches = [
		...(request.makeAccount ? [] : ['--no-service-account']),
		...(request.repository === null ? ['--no-repo'] : []),
		...(request.update ? ['--update'] : []),
		...(request.timeout === defaults.timeout ? [] : ['--timeout', timeInWords(request.timeout)]),
	];
	return commandLine(['dcos', 'registry', 'install', ...values, ...switches]);
}

function repositoryFlags({repository, bootstrapRepository}: InstallRequest): [string, string | number | null][] {
	const {name, index} = repository ?? defaults.repository;
	return [
		['--repo-name', name === defaults.repository.name ? null : name],
		['--repo-index', index === defaults.repository.index ? null : index],
		['--bootstrap-repo', bootstrapRepository === defaults.bootstrapRepository ? null : bootstrapRepository],
	];
}

/** Behind a space, a value such as -y would be a flag of its own. */
function flagWords(flag: string, value: string): string[] {
	return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

/** As --timeout takes it, in the largest unit that fits: it takes no more than six digits. */
function timeInWords(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	if (seconds % 3600 === 0) return `${seconds / 3600}h`;
	return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
