import {type Cause, type Causes, refused, works} from '../cause.ts';
import {removeRepositories} from '../remember-cluster.ts';
import type {Scene} from '../scene.ts';
import {chooseStorage} from './chosen-storage.ts';

const universe = 'https://universe.mesosphere.com/repo';
const bootstrap = {name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'};

/** Which repositories the cluster has, and what they have. */
export const packageSourceCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [...missing(scene), ...versions(), ...broken(scene)];
};

function missing({operator: {sandbox}}: Scene): Cause[] {
	const only =
		(...names: string[]) =>
		async () => {
			await removeRepositories(sandbox);
			for (const name of names) sandbox.putRepository({name, uri: universe});
		};
	return [
		refused('the package missing and nobody to ask', ['install'], {exitCode: 2, before: only('Universe')}),
		refused('the package missing in no repository at all', ['install'], {exitCode: 2, before: only()}),
		works('the package missing with leave to add it', ['install', '--yes', '--no-wait'], {before: only('Universe')}),
		refused('the package missing and its source taken', ['install', '--yes'], {before: only(bootstrap.name)}),
		refused('the package missing in its source', ['install', '--yes', '--bootstrap-repo', universe], {
			before: only('Universe'),
		}),
		refused(
			'the package missing and its source silent',
			['install', '--yes', '--bootstrap-repo', 'https://silent.example/repo'],
			{
				exitCode: 1,
				before: only('Universe'),
			},
		),
	];
}

function versions(): Cause[] {
	return [
		refused('a version that is nearly right', ['install', '--package-version', '0.4.11']),
		refused('a version that nobody has', ['install', '--package-version', '2020.10.1']),
	];
}

function broken({operator: {sandbox}}: Scene): Cause[] {
	const put = (name: string, uri: string) => () => sandbox.putRepository({name, uri});
	const own = 'https://dcos-registry.marathon.l4lb.thisdcos.directory/repo';
	return [
		refused('a repository that does not answer', ['install'], {
			before: put('Team packages', 'https://packages.example/repo'),
		}),
		refused('a repository that answers with 404', ['install'], {before: put('Team', `${universe}/v4`)}),
		refused('a repository that does not answer to a version', ['install', '--package-version', '0.4.1'], {
			before: put('Team', 'https://packages.example/repo'),
		}),
		refused('the own repository without its registry', ['install'], {before: put('Registry', own)}),
	];
}
