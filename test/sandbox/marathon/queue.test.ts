import test from 'ava';
import {eventually} from '../eventually.ts';
import type {Client} from '../sandbox-client.ts';
import {withCluster} from '../with-cluster.ts';

const marathon = '/service/marathon/v2';
const sleep = {id: '/sleep', cmd: 'sleep 1', cpus: 0.1, mem: 32, labels: {}};

type Step = {reason: string; declined: number; processed: number};

/** The first entry of the queue, once an offer was declined. */
function declined(client: Client, query = '') {
	return eventually('offers were declined', async () => {
		const [entry] = (await client('GET', `${marathon}/queue${query}`)).json.queue;
		return entry?.processedOffersSummary.unusedOffersCount > 0 && entry;
	});
}

function inWords(steps: Step[]): string[] {
	return steps.map(step => `${step.reason} ${step.declined} of ${step.processed}`);
}

test('an app that finds no agent waits in the queue with all of its definition', async t => {
	const {client} = await withCluster(t);
	const constraints = [['hostname', 'CLUSTER', 'elsewhere']];
	await client('POST', `${marathon}/apps`, {...sleep, constraints, instances: 2});
	const entry = await declined(client);
	t.like(entry, {app: {...sleep, constraints, disk: 0, instances: 2}, count: 2, role: 'slave_public'});
	t.regex(entry.app.version, /^\d{4}-/);
	t.like(entry.delay, {timeLeftSeconds: 0, overdue: true});
	t.false('lastUnusedOffers' in entry);
	t.false('tasksRunning' in entry.app);
});

test('every reason has its step, in which only those offers count that got so far', async t => {
	const {client, agents} = await withCluster(t, {agents: 5, publicAgents: 1});
	const resources = [{cpus: 0}, {mem: 16}, {disk: 1}];
	for (const [index, small] of resources.entries()) Object.assign(agents[index]?.resources ?? {}, small);
	const constraints = [['hostname', 'CLUSTER', 'elsewhere']];
	await client('POST', `${marathon}/apps`, {...sleep, disk: 10, constraints});
	const {processedOffersSummary} = await declined(client);
	t.deepEqual(inWords(processedOffersSummary.rejectSummaryLastOffers), [
		'UnfulfilledRole 1 of 5',
		'UnfulfilledConstraint 1 of 4',
		'NoCorrespondingReservationFound 0 of 3',
		'AgentMaintenance 0 of 3',
		'InsufficientCpus 1 of 3',
		'InsufficientMemory 1 of 2',
		'InsufficientDisk 1 of 1',
		'InsufficientGpus 0 of 0',
		'InsufficientPorts 0 of 0',
		'DeclinedScarceResources 0 of 0',
	]);
});

test('the last offers are one of each agent, the launch attempt has them all', async t => {
	const {client} = await withCluster(t, {agents: 2});
	await client('POST', `${marathon}/apps`, {...sleep, mem: 64_000});
	const summary = await eventually('more than one round of offers', async () => {
		const {processedOffersSummary} = await declined(client);
		return processedOffersSummary.processedOffersCount > 2 && processedOffersSummary;
	});
	const all = summary.processedOffersCount;
	t.is(summary.unusedOffersCount, all);
	const memory = (steps: Step[]) => inWords(steps).find(step => step.startsWith('InsufficientMemory'));
	t.is(memory(summary.rejectSummaryLastOffers), 'InsufficientMemory 2 of 2');
	t.is(memory(summary.rejectSummaryLaunchAttempt), `InsufficientMemory ${all} of ${all}`);
	t.regex(summary.lastUnusedOfferAt, /^\d{4}-/);
});

test('the unused offers are told to who asks, with every reason', async t => {
	const {client, agents} = await withCluster(t, {agents: 2, publicAgents: 1});
	await client('POST', `${marathon}/apps`, {...sleep, cpus: 8, mem: 64_000});
	const {lastUnusedOffers} = await declined(client, '?embed=lastUnusedOffers');
	t.deepEqual(
		lastUnusedOffers.map(({reason}: {reason: string[]}) => reason),
		[
			['InsufficientCpus', 'InsufficientMemory'],
			['UnfulfilledRole', 'InsufficientCpus', 'InsufficientMemory'],
		],
	);
	const [first, second] = lastUnusedOffers;
	t.like(first.offer, {hostname: agents[0]?.hostname, agentId: agents[0]?.id, attributes: []});
	t.like(first.offer.resources[1], {name: 'mem', role: '*', scalar: 14_000});
	t.like(second.offer.attributes[0], {name: 'public_ip', text: 'true'});
});

test('the queue is empty when every instance has its task', async t => {
	const {client, agents} = await withCluster(t, {agents: 1});
	await client('POST', `${marathon}/apps`, {...sleep, mem: 20_000});
	await declined(client);
	const entries = async () => (await client('GET', `${marathon}/queue/`)).json.queue.length;
	t.is(await entries(), 1);
	Object.assign(agents[0]?.resources ?? {}, {mem: 30_000});
	await eventually('placed', async () => (await entries()) === 0);
});
