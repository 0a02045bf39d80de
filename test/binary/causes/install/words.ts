import {type Cause, type Causes, refused} from '../cause.ts';
import type {Scene} from '../scene.ts';
import {chooseStorage} from './chosen-storage.ts';

/** What the command line asks for, and cannot be meant. */
export const wordCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [...contradictions(), ...unasked(scene), ...places()];
};

function contradictions(): Cause[] {
	const words: Readonly<Record<string, readonly string[]>> = {
		'all or nothing without waiting': ['--atomic', '--no-wait'],
		'a look and a dry run at once': ['--check', '--dry-run'],
		'a package source that is no URL': ['--bootstrap-repo', 'registry.component.thisdcos.directory/repo'],
		'a package source with another scheme': ['--bootstrap-repo', 'ftp://packages.example/repo'],
		'no instances at all': ['--instances', '0'],
		'a time that is no time': ['--timeout', 'soon'],
		'a misspelt flag': ['--upgrade'],
		'a name that no account can have': ['--service-account', 'my/account'],
		'a name that no service can have': ['--service-name', 'Team/Registry'],
		'a name that is a path upwards': ['--service-name', '../dcos-registry'],
		'an empty service name': ['--service-name', ''],
	};
	return Object.entries(words).map(([of, each]) => refused(of, ['install', ...each], {exitCode: 2}));
}

function unasked({operator}: Scene): Cause[] {
	const unchecked = {DCOS_TLS_CA_PATH: undefined, DCOS_TLS_INSECURE: '1'};
	return [
		refused('a cluster whose certificate is not checked', ['install'], {exitCode: 2, env: unchecked}),
		refused('a CA file that does not exist', ['install'], {env: {DCOS_TLS_CA_PATH: `${operator.directory}/ca.crt`}}),
	];
}

function places(): Cause[] {
	return [
		refused('a repository name that is taken', ['install', '--repo-name', 'Universe']),
		refused('a place that the list of repositories does not have', ['install', '--repo-index', '9']),
	];
}
