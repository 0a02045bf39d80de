import {readFile} from 'node:fs/promises';
import {callCosmos, createClient} from '../../sandbox/sandbox-client.ts';
import type {Operator} from '../operator.ts';
import {type Cause, type Causes, refused} from './cause.ts';
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
	const [first, ...others] = collisions(scene, ' whose package is gone');
	const before = () => removeRepositories(scene.operator);
	return [...collisions(scene, ''), ...(first ? [{...first, before}] : []), ...others];
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

async function removeRepositories({sandbox}: Operator): Promise<void> {
	const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
	for (const {name} of sandbox.repositories()) await callCosmos(client, '/package/repository/delete', {name});
}
