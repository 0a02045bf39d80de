import {type Cause, type Causes, refused} from './cause.ts';
import {removeRepositories} from './remember-cluster.ts';
import type {Scene} from './scene.ts';

/** Sets up and installs a registry, whose storage cannot be changed any more. */
export async function install({operator, s3, t}: Scene): Promise<void> {
	for (const words of [s3(), ['install']]) {
		const {exitCode, stderr} = await operator.run(words);
		t.is(exitCode, 0, stderr);
	}
}

/** What collides with the registry that runs: as Cosmos tells of it, then by its labels alone. */
export const installedCauses: Causes = async scene => {
	await install(scene);
	const before = () => removeRepositories(scene.operator.sandbox);
	return [...collisions(scene, ''), ...collisions(scene, ' whose package is gone').map(each => ({...each, before}))];
};

function collisions({s3, operator}: Scene, when: string): Cause[] {
	const {port} = operator.sandbox.s3.service;
	const volume = ['storage', 'volume', '--container-path', 'packages', '--pinned-hostname', '127.0.2.11'];
	const second = ['--service-name', 'second'];
	const words: Record<string, readonly string[]> = {
		'another bucket than that of the installed registry': s3({bucket: 'images'}),
		'another path than that of the installed registry': s3({path: 'elsewhere'}),
		'another endpoint than that of the installed registry': s3({endpoint: `https://127.0.0.1:${port}`}),
		'a local storage instead of that of the installed registry': ['storage', 'local'],
		'a volume instead of the storage of the installed registry': volume,
		'the place of another installed registry': [...s3(), ...second],
		'a place within that of another installed registry': [...s3({path: 'packages/dcos/more'}), ...second],
	};
	return Object.entries(words).map(([of, each]) => refused(`${of}${when}`, each));
}
