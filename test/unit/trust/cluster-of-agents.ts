import type {MesosAgent} from '../../../src/dcos/mesos.ts';
import type {MesosTask} from '../../../src/dcos/mesos-tasks.ts';
import {UsageError} from '../../../src/errors/errors.ts';
import type {OwnFlag} from '../../../src/output/confirm.ts';
import type {SshJob, SshOutcome, SshSession, SshWay} from '../../../src/ssh/ssh.ts';
import type {World} from '../../../src/world.ts';
import {recordedProgress} from '../install/recorded-step.ts';
import {stillClock} from '../install/still-clock.ts';
import {authority} from './certificates.ts';
import {scriptIn} from './script-in.ts';

/** An agent as Mesos lists it; its number makes its names, and 3 is public. */
export const listed = (number: number, over: Partial<MesosAgent> = {}): MesosAgent => ({
	id: `S${number}`,
	hostname: `agent-${number}`,
	pid: `slave(1)@10.0.0.${number}:5051`,
	active: true,
	drain: null,
	attributes: number === 3 ? {public_ip: 'true'} : {},
	reservedResources: {},
	unreserved: null,
	...over,
});

/** A task in a Docker container on the agent of that number. */
export const dockerTask = (number: number, over: Partial<MesosTask> = {}): MesosTask => ({
	id: `web.${number}`,
	name: 'web',
	agentId: `S${number}`,
	framework: 'marathon',
	service: '/web',
	inDocker: true,
	...over,
});

type Work = 'trust' | 'restart' | 'remove';

/** What the script says on an agent, each line without its mark, or how ssh ends instead. */
export type Says = (number: number, work: Work, job: SshJob) => readonly string[] | Partial<SshOutcome>;

export const outcome: SshOutcome = {
	exitCode: 0,
	stdout: '',
	stderr: '',
	timedOut: false,
	flooded: false,
	unstarted: null,
	hostKey: null,
};

export const refused = {exitCode: 255, stderr: 'ssh: connect to host 10.0.0.9 port 22: Connection refused'};

const image = 'manifest for r/x:y not found: manifest unknown';
export const x509 = 'Error response from daemon: Get "https://r/v2/": x509: certificate signed by unknown authority';
export const proved = (words = image) => ['docker answers', 'proof r 1', `words r ${words}`];
export const files = (state: string, words?: string) => [
	'begin',
	'ca same',
	`file r ${state}`,
	...proved(words),
	'end',
];
export const restart = (words?: string) => ['begin', 'restart begun', 'restart done', ...proved(words), 'end'];
export const removal = (state: string) => ['begin', `file r ${state}`, 'end'];

const well: Readonly<Record<Work, readonly string[]>> = {
	trust: files('written'),
	restart: restart(),
	remove: removal('removed'),
};

export const workOf = ({input}: Pick<SshJob, 'input'>): Work =>
	scriptIn(input).includes('work() { take_all_back')
		? 'remove'
		: scriptIn(input).includes('work() { if restart_docker')
			? 'restart'
			: 'trust';

const numberOf = (address: string) => Number(address.split('.').at(-1));

/** What is not said is as on a healthy cluster of three agents. */
export type Setting = {
	agents?: readonly MesosAgent[];
	/** What Mesos lists at each look, from the first one; may throw. */
	looks?: (look: number) => readonly MesosAgent[];
	tasks?: readonly MesosTask[] | Error;
	/** How a call that drains or reactivates goes wrong. */
	fails?: (call: string) => Error | null;
	installed?: readonly string[];
	/** The ids of Marathon's apps; what the tests ask for, where nothing is said. */
	apps?: readonly string[] | Error;
	version?: string;
	address?: string | null;
	insecure?: boolean;
	/** Whether a question is answered that --yes does not answer. */
	agrees?: boolean;
	says?: Says;
	/** How many connections the way bears. */
	parallel?: number;
	narrow?: SshSession['narrow'];
	over?: Partial<World>;
};

/** A cluster whose agents all answer alike, unless they are told otherwise. */
export function worldWith(setting: Setting = {}) {
	const {progress, lines} = recordedProgress();
	const plans: string[] = [];
	const jobs: SshJob[] = [];
	const ways: SshWay[] = [];
	const calls: string[] = [];
	const session = sessionOf(setting, {jobs, calls});
	const cluster = clusterOf(setting, calls);
	const clock = stillClock();
	const world = {
		cluster: async () => cluster,
		sshDefaults: async () => ({user: null, proxyIp: null}),
		async openSsh(way: SshWay) {
			ways.push(way);
			return session;
		},
		confirm: async (plan: readonly string[], _question: string, own?: OwnFlag) => {
			if (own !== undefined && !(setting.agrees ?? false)) throw new UsageError('nobody answers', {hint: own.instead});
			plans.push(...plan);
		},
		clock,
		randomName: () => 'n',
		interrupted: new AbortController().signal,
		progress,
		...setting.over,
	} as unknown as World;
	return {world, lines, plans, jobs, ways, calls, clock, session};
}

/** What is said of r is said of each registry that the script is about. */
function ofEach(registries: readonly string[], line: string): readonly string[] {
	const [, verb, rest = ''] = /^(\S+) r(?: (.*))?$/.exec(line) ?? [];
	return verb === undefined
		? [line]
		: registries.map(registry => `${verb} ${registry} ${rest.replace('//r/', `//${registry}/`)}`);
}

function registriesIn({input}: SshJob): readonly string[] {
	return /^registries='(.*)'$/m.exec(scriptIn(input))?.[1]?.split(' ') ?? ['r'];
}

type Kept = {jobs: SshJob[]; calls: string[]};

function sessionOf({says, parallel = 256, narrow = null}: Setting, {jobs, calls}: Kept): SshSession {
	return {
		parallel,
		narrow,
		lowered: () => null,
		async run(job) {
			jobs.push(job);
			const work = workOf(job);
			const number = numberOf(job.address);
			calls.push(`${work} S${number}`);
			const said = says?.(number, work, job) ?? well[work];
			if (!Array.isArray(said)) return {...outcome, ...(said as Partial<SshOutcome>)};
			const lines = said.flatMap(line => ofEach(registriesIn(job), line));
			return {...outcome, stdout: lines.map(line => `dcos-registry-n ${line}\n`).join('')};
		},
		async close() {
			calls.push('closed');
		},
	};
}

function clusterOf(setting: Setting, calls: string[]) {
	const {agents = [1, 2, 3].map(each => listed(each)), tasks = [], installed = [], version = '2.2.1'} = setting;
	const {apps = ['/dcos-registry', '/registry', '/my/registry', ...installed]} = setting;
	const drains = new Map<string, MesosAgent['drain']>();
	let look = 0;
	const call = async (what: string, id: string, drain: MesosAgent['drain']) => {
		calls.push(`${what} ${id}`);
		const error = setting.fails?.(`${what} ${id}`) ?? null;
		if (error !== null) throw error;
		drains.set(id, drain);
	};
	return {
		url: 'https://cluster',
		insecure: setting.insecure ?? false,
		metadata: {
			caBundle: async () => authority,
			version: async () => ({version, variant: 'enterprise'}),
			publicAddress: async () => setting.address ?? null,
		},
		cosmos: {installed: async () => installed.map(appId => ({appId})), describe: async () => null},
		marathon: {
			async apps() {
				if (apps instanceof Error) throw apps;
				return apps.map(id => ({id, labels: {}, virtualIps: []}));
			},
		},
		mesos: {
			async agents() {
				const seen = setting.looks?.(look++) ?? agents;
				return seen.map(each => ({...each, drain: drains.has(each.id) ? drains.get(each.id) : each.drain}));
			},
			async tasks() {
				if (tasks instanceof Error) throw tasks;
				return tasks;
			},
			drain: async (id: string) => call('drain', id, 'drained'),
			reactivate: async (id: string) => call('reactivate', id, null),
		},
	};
}
