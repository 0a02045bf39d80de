import {isDeepStrictEqual} from 'node:util';
import type {ExecutionContext} from 'ava';
import type {TrustReport} from '../../../src/trust/trust-request.ts';
import {resultOf} from './report.ts';
import {isWell, type Scenario, type ScenarioAgent} from './scenario-agent.ts';
import type {ScenarioBed} from './scenario-bed.ts';

export type Met = {scenario: Scenario; why: string | null; hint: string | null; restarts: number};

type Pair = ScenarioBed['pairs'][number];

/** Short for those who never answer. Restarts all at once and whatever fails, so that each has its turn. */
const impatient = ['--agent-timeout', '45s', '--batch', '100', '--max-failures', '100'];

/**
 * Has the plugin meet all agents at once: those that it is content with in one run, which ends with 0, and the others in another,
 * which ends with 5. When all are healed the next run ends with 0, whatever there was before.
 */
export async function walkScenarios(t: ExecutionContext, bed: ScenarioBed): Promise<Met[]> {
	const {pairs, host} = bed;
	for (const pair of pairs) await begin(pair, bed);
	const before = await Promise.all(pairs.map(({agent}) => agent.certsD()));
	const well = pairs.filter(({scenario}) => isWell(scenario));
	const open = pairs.filter(({scenario}) => !isWell(scenario));
	const [content, discontent] = await Promise.all([
		bed.report(agentsOf(well), ['--yes', '--quiet']),
		bed.report(agentsOf(open), ['--yes', '--quiet', ...impatient]),
	]);
	const problems: string[] = [];
	const met = pairs.map(pair => meet(pair, well.includes(pair) ? content : discontent, problems));
	for (const [index, pair] of pairs.entries())
		problems.push(...(await misplacedFiles({...pair, before: before[index] ?? {}, host})));
	problems.push(...(await unproved(well, bed)));
	for (const pair of pairs) await heal(pair, bed);
	const healed = await bed.report(agentsOf(pairs), ['--yes', '--quiet']);
	t.deepEqual(problems, []);
	t.deepEqual(
		[content, discontent, healed].map(({exitCode}) => exitCode),
		[0, 5, 0],
		'well, not well, healed',
	);
	return met;
}

function agentsOf(pairs: readonly Pair[]): ScenarioAgent[] {
	return pairs.map(({agent}) => agent);
}

async function begin({scenario, agent}: Pair, {host, setActive}: ScenarioBed): Promise<void> {
	const {before, fault, lost = false} = scenario;
	if (before !== undefined) await surely(agent, `host=${host}; ${before}`);
	await agent.setFault(fault);
	if (lost) setActive(agent, false);
}

async function heal({scenario, agent}: Pair, {host, setActive}: ScenarioBed): Promise<void> {
	const {after, cachesCerts = false} = scenario;
	await agent.setFault(undefined);
	setActive(agent, true);
	if (after !== undefined) await surely(agent, `host=${host}; ${after}`);
	if (cachesCerts) await surely(agent, 'systemctl restart docker');
}

async function surely(agent: ScenarioAgent, command: string): Promise<void> {
	const {code, stderr} = await agent.run(command);
	if (code !== 0) throw new Error(`${agent.address} could not do "${command}": ${stderr}`);
}

/** What is not as the scenario has it goes to the others, so that one run tells about all of them. */
function meet({scenario, agent}: Pair, report: TrustReport, problems: string[]): Met {
	const {cause, says, restarts = 0} = scenario;
	const {state, proof, why, hint} = resultOf(report, agent.address);
	const expected = `${scenario.state}, ${scenario.proof}, restarted ${restarts} times`;
	const found = `${state}, ${proof?.state ?? null}, restarted ${agent.restarts()} times`;
	if (found !== expected) problems.push(`${cause}: ${found} (${why}), not ${expected}`);
	if (says === null ? why !== null : !says.test(why ?? '')) problems.push(`${cause}: says ${why}, not ${says}`);
	return {scenario, why, hint: hint?.replaceAll(agent.address, '<address>') ?? null, restarts: agent.restarts()};
}

type Looked = Pair & {before: Record<string, string>; host: string};

async function misplacedFiles({scenario, agent, before, host}: Looked): Promise<string[]> {
	const files = await agent.certsD();
	const [one, other] = [files[`${host}/ca.crt`], files[`${host}:443/ca.crt`]];
	const isThere = one !== undefined && one === other && one.includes('BEGIN CERTIFICATE');
	const isRight = scenario.written === null || (scenario.written ? isThere : isDeepStrictEqual(files, before));
	const gone = Object.keys(before).filter(path => !Object.values(files).includes(before[path] ?? ''));
	return [
		...(isRight ? [] : [`${scenario.cause}: there are ${Object.keys(files).join(', ')}`]),
		...(scenario.replaces ? [] : gone).map(path => `${scenario.cause}: ${path} of somebody else is gone`),
	];
}

/** All but those that take a minute and a half to say nothing. */
async function unproved(well: readonly Pair[], bed: ScenarioBed): Promise<string[]> {
	const asked = well.filter(({scenario}) => scenario.fault !== 'docker-hangs');
	const report = await bed.report(agentsOf(asked), ['--yes', '--quiet', '--require-proof']);
	const states = asked.map(({scenario, agent}) => [scenario, resultOf(report, agent.address).state] as const);
	const wrong = states.filter(
		([{proof}, state]) => state !== (proof === 'trusted' ? 'unchanged' : 'not proved') || report.exitCode !== 5,
	);
	return wrong.map(([{cause}, state]) => `${cause}: ${state} and ${report.exitCode} where a proof is required`);
}
