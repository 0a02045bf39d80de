import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {MesosAgent, Resources} from '../dcos/mesos.ts';
import {pasteable} from '../errors/command-line.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {LoginError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {valueAt} from '../options/json-path.ts';
import {optionText, volumeOption} from '../registry/package-options.ts';
import {type Check, notChecked, ok, problem, warning} from './check.ts';

const name = 'capacity';

type Asked = {
	/** The app that Cosmos would start; null when it is not known. */
	app: JsonObject | null;
	/** The options with their defaults. */
	resolved: JsonObject;
	/** Whether the user sees every agent: Mesos leaves out what one may not see, without a word. */
	seesAll: boolean;
};

/** Whether the agents could ever offer what the app asks for, even if nothing else ran on them. */
export async function checkCapacity(
	{mesos}: Pick<ClusterApis, 'mesos'>,
	{app, resolved, seesAll}: Asked,
): Promise<readonly Check[]> {
	if (app === null) return [notChecked(name, 'the package is needed for it')];
	const agents = await mesos.agents().catch(unlessHidden);
	if (agents === null) return [notChecked(name, "you may not see the cluster's agents")];
	const active = agents.filter(agent => agent.active);
	// who does not see every agent cannot say that there is none
	const fault = (what: string, hint: string) => (seesAll ? problem(name, what, hint) : warning(name, what, hint));
	const pinned = checkPinned(optionText(resolved, volumeOption.hostname), agents);
	if (pinned !== null) return [fault(pinned.what, pinned.hint)];
	if (!takesUnreserved(app)) return [notChecked(name, 'the app asks for reserved resources')];
	if (active.length === 0) return [fault('no agent of the cluster is active', 'dcos node list tells which are there')];
	const takers = active.filter(each => takes(app, each));
	// an agent that is down may come back
	if (takers.length === 0) return [warning(name, nobodyTakes(app), 'dcos node list tells which are there')];
	const need = needOf(app);
	const told = takers.flatMap(each => each.unreserved ?? []);
	if (told.length === 0) return [notChecked(name, 'the agents do not tell what they have')];
	// all that a public agent has is reserved for what is public
	const offers = told.filter(each => each.cpus > 0);
	if (offers.length === 0)
		return [fault('every agent keeps all it has for a role, as public agents do', 'add a private agent')];
	const lacking = kinds.find(({key}) => offers.every(offer => offer[key] < need[key]));
	if (lacking !== undefined) {
		const largest = Math.max(...offers.map(offer => offer[lacking.key]));
		const what = `no agent can offer ${lacking.inWords(need[lacking.key])}: the largest has ${largest}`;
		return [fault(what, `ask for less in service.${lacking.key} of the options file, or add a larger agent`)];
	}
	const most = isAlone(app) ? 1 : Number.POSITIVE_INFINITY;
	const room = offers.reduce((sum, offer) => sum + Math.min(most, fitting(offer, need)), 0);
	const wanted = numberAt(app, 'instances') ?? 1;
	if (room < wanted) {
		return [fault(`the agents have room for ${room} of ${wanted} instances`, 'ask for fewer, or add agents')];
	}
	return [
		ok(
			name,
			`${offers.length} agents, each instance takes ${kinds.map(({key, inWords}) => inWords(need[key])).join(', ')}`,
		),
	];
}

const kinds: readonly {key: keyof Resources; inWords: (value: number) => string}[] = [
	{key: 'cpus', inWords: value => `${value} cpus`},
	{key: 'mem', inWords: value => `${value} MiB of memory`},
	{key: 'disk', inWords: value => `${value} MiB of disk`},
];

function needOf(app: JsonObject): Resources {
	return {
		cpus: numberAt(app, 'cpus') ?? 0,
		mem: numberAt(app, 'mem') ?? 0,
		disk: numberAt(app, 'disk') ?? 0,
	};
}

/** How many instances one agent has room for. */
function fitting(offer: Resources, need: Resources): number {
	const counts = kinds.filter(({key}) => need[key] > 0).map(({key}) => Math.floor(offer[key] / need[key]));
	return counts.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...counts);
}

function checkPinned(hostname: string | null, agents: readonly MesosAgent[]): {what: string; hint: string} | null {
	const names = agents.map(agent => agent.hostname);
	if (hostname === null || names.includes(hostname)) return null;
	const meant = didYouMean(hostname, names);
	return {
		what: `the cluster has no agent with the hostname ${hostname}, to which the registry is pinned`,
		hint: meant === null ? 'dcos node list shows their names' : pasteable`did you mean ${meant}?`,
	};
}

/** Marathon takes what is reserved for nobody, unless an app says otherwise. */
function takesUnreserved({acceptedResourceRoles: roles = null}: JsonObject): boolean {
	return !Array.isArray(roles) || roles.length === 0 || roles.includes('*');
}

/** Of the constraints those are judged that name an agent or want one for each instance; the others can hold on any. */
function takes(app: JsonObject, {hostname}: MesosAgent): boolean {
	return constraintsOf(app).every(
		([field, operator, value]) =>
			field !== 'hostname' || !['CLUSTER', 'IS'].includes(operator ?? '') || value === hostname,
	);
}

/** e.g. no active agent meets the constraints of the app: hostname CLUSTER 10.0.0.7 */
function nobodyTakes(app: JsonObject): string {
	const asked = constraintsOf(app).map(constraint => constraint.join(' '));
	return `no active agent meets the constraints of the app: ${asked.join(', ')}`;
}

function isAlone(app: JsonObject): boolean {
	return constraintsOf(app).some(([field, operator]) => field === 'hostname' && operator === 'UNIQUE');
}

function constraintsOf({constraints = null}: JsonObject): string[][] {
	return Array.isArray(constraints) ? constraints.flatMap(each => (Array.isArray(each) ? [each.map(String)] : [])) : [];
}

function numberAt(app: JsonObject, key: string): number | null {
	const value = valueAt(app, [key]);
	return typeof value === 'number' ? value : null;
}

function unlessHidden(error: unknown): null {
	if (error instanceof LoginError && error.forbidden) return null;
	throw error;
}
