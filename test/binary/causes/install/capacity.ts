import {type Cause, type Causes, refused, works} from '../cause.ts';
import type {Scene} from '../scene.ts';
import {chooseOtherwise, chooseStorage} from './chosen-storage.ts';

/** What the agents can never offer. The sandbox has a public agent, and one other with 4 cpus, 14000 MiB and 100000 MiB of disk. */
export const capacityCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [...tooLarge(scene), ...agents(scene)];
};

function tooLarge(scene: Scene): Cause[] {
	const asks = {
		'more cpus than any agent has': {cpus: 4.5},
		'more memory than any agent has': {mem: 16_384},
		'more disk than any agent has': {disk: 204_800},
		'more instances than there is room for': {instances: 5},
		'more of everything than any agent has': {cpus: 8, mem: 16_384, disk: 204_800},
	};
	return [
		...Object.entries(asks).map(([of, service]) =>
			refused(of, ['install'], {before: () => chooseOtherwise(scene, {service})}),
		),
		refused('more instances by a flag than there is room for', ['install', '--instances', '7']),
	];
}

function agents({operator}: Scene): Cause[] {
	const {mesosAgents} = operator.sandbox;
	return [
		refused('no agent that answers', ['install'], {
			before() {
				for (const agent of mesosAgents) agent.active = false;
			},
		}),
		refused('public agents only', ['install'], {
			before() {
				for (const agent of mesosAgents) agent.public = true;
			},
		}),
		works('room on one of two agents', ['install', '--no-wait'], {
			before() {
				for (const agent of mesosAgents) agent.public = false;
				const [first] = mesosAgents;
				if (first !== undefined) first.resources.mem = 512;
			},
		}),
	];
}
