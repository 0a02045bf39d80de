import {rm} from 'node:fs/promises';
import path from 'node:path';
import {registryOptions} from '../../../sandbox/registry-setup.ts';
import {type Causes, refused, works} from '../cause.ts';
import {chooseOtherwise, chooseStorage} from './chosen-storage.ts';

const mount = (hostname: string) => ({'container-path': 'packages', 'pinned-hostname': hostname});

/** Where the packages would be kept. */
export const storageCauses: Causes = async scene => {
	await chooseStorage(scene);
	const {directory, sandbox} = scene.operator;
	const {s3} = registryOptions(sandbox).registry;
	const volume = (hostname: string) => () =>
		chooseOtherwise(scene, {
			service: {instances: 1},
			registry: {s3: undefined, 'mount-volume': mount(hostname)},
		});
	return [
		refused('no storage that was chosen', ['install'], {
			before: () => rm(path.join(directory, 'registry-options.json')),
		}),
		refused('two instances on one disk', ['install'], {
			before: () => chooseOtherwise(scene, {registry: {s3: undefined}}),
		}),
		refused('two instances on one disk by a flag', ['install', '--instances', '2'], {
			before: volume('agent-1.sandbox'),
		}),
		works('one instance on the disk of an agent', ['install', '--no-wait'], {
			before: () => chooseOtherwise(scene, {service: {instances: 1}, registry: {s3: undefined}}),
		}),
		refused('a volume on an agent that is misspelt', ['install'], {before: volume('agent1.sandbox')}),
		refused('a volume on an agent that does not exist', ['install'], {before: volume('storage.example')}),
		refused('a bucket without its endpoint', ['install'], {
			before: () => chooseOtherwise(scene, {registry: {s3: {...s3, endpoint: undefined}}}),
		}),
		refused('a bucket without its path and keys', ['install'], {
			before: () => chooseOtherwise(scene, {registry: {s3: {bucket: s3.bucket, endpoint: s3.endpoint}}}),
		}),
		refused('a bucket and a volume', ['install'], {
			before: () => chooseOtherwise(scene, {registry: {'mount-volume': mount('agent-1.sandbox')}}),
		}),
		works('a volume on an agent that is lost', ['install', '--no-wait'], {
			before() {
				for (const agent of sandbox.mesosAgents) agent.active = agent.hostname !== 'agent-1.sandbox';
				return volume('agent-1.sandbox')();
			},
		}),
	];
};
