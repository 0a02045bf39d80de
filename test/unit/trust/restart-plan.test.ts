import test from 'ava';
import {agentsIn} from '../../../src/agents/list-agents.ts';
import {doomedLine, doomedTasks, registryAgents} from '../../../src/trust/doomed-tasks.ts';
import {restartPlan} from '../../../src/trust/restart-plan.ts';
import {dockerTask, listed} from './cluster-of-agents.ts';
import {restartRules} from './trust-requests.ts';

const agents = agentsIn([1, 2, 3, 4, 5].map(each => listed(each)));
const [agent] = agents;
if (agent === undefined) throw new Error('there is one');
const around = {rules: restartRules, tasks: [], registry: new Set<string>(), chosen: 5, down: 0};
const numbers = (waves: readonly (readonly {id: string}[])[]) => waves.map(wave => wave.map(each => each.id).join());

test('tasks in Docker containers on the agent die, Mesos’ own containers and those elsewhere do not', t => {
	const dies = dockerTask(1);
	t.deepEqual(doomedTasks([dies, dockerTask(1, {inDocker: false}), dockerTask(2)], agent), [dies]);
});

test('an agent’s tasks are told by service, with the name of a lone one of a framework', t => {
	const tasks = [
		dockerTask(1, {service: 'jenkins', name: 'build-7'}),
		dockerTask(1),
		dockerTask(1, {service: '/db'}),
		dockerTask(1),
	];
	t.is(doomedLine(agent, tasks), '10.0.0.1: /db, /web (2 tasks), jenkins (build-7)');
});

for (const [what, over, runs] of [
	['by its service', {service: '/my/registry', id: 'x'}, true],
	['by the id of its task', {service: 'marathon', id: 'my_registry.uuid'}, true],
	['not by a longer name', {service: '/my/registry-2', id: 'my_registry-2.uuid'}, false],
	['not by a name in a folder', {service: '/other/my/registry', id: 'other_my_registry.uuid'}, false],
] as const) {
	test(`the agents of a registry are known ${what}`, t => {
		t.is(registryAgents([dockerTask(1, over)], ['my/registry']).has('S1'), runs);
	});
}

test('one agent goes first, then the batch, a tenth of those that were chosen', t => {
	t.deepEqual(numbers(restartPlan(agents, around).waves), ['S1', 'S2', 'S3', 'S4', 'S5']);
	t.deepEqual(numbers(restartPlan(agents, {...around, chosen: 25}).waves), ['S1', 'S2,S3', 'S4,S5']);
	t.deepEqual(numbers(restartPlan(agents, {...around, chosen: 25, down: 1}).waves), ['S1', 'S2', 'S3', 'S4', 'S5']);
});

test('a number of agents is one, whatever was chosen', t => {
	const rules = {...restartRules, batch: {amount: 3, of: 'all'}} as const;
	t.deepEqual(numbers(restartPlan(agents, {...around, rules}).waves), ['S1', 'S2,S3,S4', 'S5']);
});

test('the agents of the registry go last, one by one', t => {
	const rules = {...restartRules, batch: {amount: 3, of: 'all'}} as const;
	const plan = restartPlan(agents, {...around, rules, registry: new Set(['S1', 'S3'])});
	t.deepEqual(numbers(plan.waves), ['S2', 'S4,S5', 'S1', 'S3']);
	t.true(plan.lines.some(line => line.startsWith('The registry itself runs on 10.0.0.1, 10.0.0.3')));
});

test('the failures that are borne are a share of those that are restarted', t => {
	const rules = {...restartRules, maxFailures: {amount: 50, of: 'hundred'}} as const;
	t.is(restartPlan(agents, {...around, rules, chosen: 100}).maxFailures, 2);
	t.is(restartPlan(agents, around).maxFailures, 0);
});

test('the plan names what dies, or what is moved away', t => {
	const tasks = [dockerTask(1), dockerTask(2), dockerTask(2), dockerTask(9)];
	const lines = (drain: boolean) => restartPlan(agents, {...around, tasks, rules: {...restartRules, drain}}).lines;
	t.deepEqual(lines(false).slice(-2), ['  10.0.0.1: /web', '  10.0.0.2: /web (2 tasks)']);
	t.regex(lines(false).at(-3) ?? '', /die with it: 3 on 2 agents/);
	t.regex(lines(true).at(-3) ?? '', /moved away first \(--drain\): 3 on 2 agents/);
	t.regex(restartPlan(agents, around).lines.at(-1) ?? '', /^No Docker task runs there/);
});

test('of one agent alone the size of a wave is not told', t => {
	t.is(restartPlan([agent], around).lines[0], 'Docker is restarted on 1 agent.');
	t.regex(restartPlan(agents, around).lines[0] ?? '', /one at a time/);
	t.regex(restartPlan(agents, {...around, chosen: 30}).lines[0] ?? '', /at most 3 at once/);
});
