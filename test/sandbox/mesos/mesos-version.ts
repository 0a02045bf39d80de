import {isSince} from '../dcos-release.ts';

// The first release of DC/OS that has it, latest first.
const releases: readonly (readonly [dcos: string, mesos: string])[] = [
	['2.2', '1.11.0'],
	['2.1', '1.10.0'],
	['2.0', '1.9.0'],
	['1.13', '1.8.0'],
	['1.12', '1.7.0'],
	['1.11', '1.5.0'],
];

/** The Mesos that a version of DC/OS such as "2.2.1" comes with. */
export function mesosVersionOf(dcosVersion: string): string {
	return releases.find(([dcos]) => isSince(dcosVersion, dcos))?.[1] ?? '1.4.0';
}

/** Whether a Mesos can deactivate and drain its agents, and tells that of each of them. */
export function canDrain(mesosVersion: string): boolean {
	return isSince(mesosVersion, '1.9');
}
