import {type Cause, type Causes, looks, refused} from '../cause.ts';
import {clientOf} from '../remember-cluster.ts';
import type {Scene} from '../scene.ts';
import {chooseOtherwise, chooseStorage} from './chosen-storage.ts';

/** `--check` before an installation: with nothing in the way, and with a lot. */
export const lookCauses: Causes = async scene => {
	await chooseStorage(scene);
	const check = ['install', '--check'];
	return [
		looks('a new cluster', check),
		looks('a new cluster as JSON', [...check, '--json']),
		looks('a new cluster quietly', [...check, '--quiet']),
		...manyProblems(scene),
	];
};

function manyProblems(scene: Scene): Cause[] {
	const {sandbox} = scene.operator;
	const before = async () => {
		const client = await clientOf(sandbox);
		await client('POST', '/service/marathon/v2/apps', {id: '/dcos-registry', cmd: 'sleep 3600', mem: 32});
		sandbox.users.set('dcos-registry-account', {uid: 'dcos-registry-account', description: 'Ann', password: 'canary'});
		sandbox.secrets.secrets.clear();
		await chooseOtherwise(scene, {service: {mem: 20_000, instnaces: 3}});
	};
	const words = ['install', '--repo-name', 'Universe'];
	return [
		looks('many problems', [...words, '--check'], {exitCode: 6, before}),
		looks('many problems as JSON', [...words, '--check', '--json'], {exitCode: 6, before}),
		looks('many problems quietly', [...words, '--check', '--quiet'], {exitCode: 6, before}),
		refused('many problems', words, {before}),
		refused('many problems as JSON', [...words, '--json'], {before}),
	];
}
