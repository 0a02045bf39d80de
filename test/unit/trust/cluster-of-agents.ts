import type {MesosAgent} from '../../../src/dcos/mesos.ts';
import {lineProgress} from '../../../src/output/line-log.ts';
import type {SshJob} from '../../../src/ssh/ssh.ts';
import type {World} from '../../../src/world.ts';
import {stillClock} from '../install/still-clock.ts';
import {authority} from './certificates.ts';

/** An agent as Mesos lists it; its number makes its names, and 3 is public. */
export const listed = (number: number, active = true): MesosAgent => ({
	id: `S${number}`,
	hostname: `agent-${number}`,
	pid: `slave(1)@10.0.0.${number}:5051`,
	active,
	attributes: number === 3 ? {public_ip: 'true'} : {},
	reservedResources: {},
	unreserved: null,
});

/** What is not said is as on a healthy cluster of three agents. */
type Setting = {
	agents?: readonly MesosAgent[];
	installed?: readonly string[];
	file?: 'written' | 'right' | 'lacking';
	over?: Partial<World>;
};

/** A cluster whose agents all answer alike. */
export function worldWith({
	agents = [1, 2, 3].map(each => listed(each)),
	file = 'written',
	over = {},
	installed = [],
}: Setting = {}) {
	const lines: string[] = [];
	const plans: string[] = [];
	const jobs: SshJob[] = [];
	const answers = ['begin', 'ca same', `file r ${file}`, 'proof r 1', 'words r manifest unknown', 'end'];
	const world = {
		cluster: async () => ({
			url: 'https://cluster',
			insecure: false,
			metadata: {caBundle: async () => authority, version: async () => ({version: '2.2.1', variant: 'enterprise'})},
			cosmos: {installed: async () => installed.map(appId => ({appId})), describe: async () => null},
			mesos: {agents: async () => agents},
		}),
		sshDefaults: async () => ({user: null, proxyIp: null}),
		async ssh(job: SshJob) {
			jobs.push(job);
			const stdout = answers.map(line => `dcos-registry-n ${line}\n`).join('');
			return {exitCode: 0, stdout, stderr: '', timedOut: false};
		},
		confirm: async (plan: readonly string[]) => void plans.push(...plan),
		clock: stillClock(),
		randomName: () => 'n',
		interrupted: new AbortController().signal,
		progress: lineProgress(text => lines.push(text)),
		...over,
	} as unknown as World;
	return {world, lines, plans, jobs};
}
