import test from 'ava';
import {agentsIn} from '../../../src/agents/list-agents.ts';
import {FailedError} from '../../../src/errors/errors.ts';
import type {ExitCode} from '../../../src/errors/exit-codes.ts';
import type {AgentResult} from '../../../src/trust/agent-result.ts';
import type {AgentWork} from '../../../src/trust/agent-work.ts';
import {restartAgent} from '../../../src/trust/restart-agent.ts';
import {agentResult} from './agent-results.ts';
import {listed, proved, refused, restart, type Setting, worldWith, x509} from './cluster-of-agents.ts';

const [agent] = agentsIn([listed(1)]);
if (agent === undefined) throw new Error('there is one');
const needed = agentResult(1, {
	agent,
	state: 'restart needed',
	proof: {state: 'not trusted', cause: 'unknown authority', words: x509},
	why: 'ca.crt is in place, and Docker still refuses',
	hint: 'restart it',
});
const fine = agentResult(1, {agent});

type Given = Setting & {before?: AgentResult; drain?: boolean; work?: Partial<AgentWork>};

async function restarted({before = needed, drain = false, work = {}, ...setting}: Given = {}) {
	const given = worldWith({agents: [listed(1)], ...setting});
	const told: string[] = [];
	const met = new Set<ExitCode>();
	const around: AgentWork = {
		session: given.session,
		logs: {async keep() {}},
		caPath: '/ca',
		registries: ['r'],
		change: true,
		requireProof: false,
		asksPassword: false,
		limit: 120_000,
		mark: 'dcos-registry-n',
		script: what => ({line: `work() { ${what === 'restart' ? 'if restart_docker' : what}`, length: 0}),
		...work,
	};
	const tell = (doing: string) => void told.push(doing);
	const {result, failed} = await restartAgent(before, {work: around, world: given.world, drain, tell, met});
	return {...given, result, failed, told, met};
}

test('an agent whose Docker refused trusts after its restart', async t => {
	const {result, failed, calls, told, jobs} = await restarted();
	t.false(failed);
	t.like(result, {state: 'changed', docker: 'restarted', why: null, hint: null, proof: {state: 'trusted'}});
	t.deepEqual(calls, ['restart S1']);
	t.deepEqual(told, ['restarting Docker', 'waiting for Mesos']);
	// twice the limit of one agent, and what Docker may take until it answers
	t.like(jobs[0], {deadline: 300_000});
	t.regex(jobs[0]?.command ?? '', / timeout 310 /);
});

test('an agent that was well stays as it was', async t => {
	t.like((await restarted({before: fine})).result, {state: 'unchanged', docker: 'restarted', why: null});
	const changed = agentResult(1, {agent, state: 'changed'});
	t.is((await restarted({before: changed})).result.state, 'changed');
});

const bad: readonly (readonly [string, readonly string[] | typeof refused, object])[] = [
	[
		'a restart that fails',
		['begin', 'restart begun', 'restart failed', 'daemon - no unit', 'end'],
		{state: 'failed', docker: null, why: 'Docker could not be restarted: no unit'},
	],
	[
		'a Docker that stays away',
		['begin', 'restart begun', 'restart silent', 'end'],
		{state: 'failed', docker: 'silent', why: 'Docker was restarted and did not answer again within 60 s'},
	],
	[
		'a Docker that refuses still',
		restart(x509),
		{
			state: 'failed',
			docker: 'restarted',
			why: `Docker was restarted, and still refuses: ${x509.replace('Error response from daemon: ', '')}`,
		},
	],
	[
		'a connection that is lost while Docker restarts',
		['begin', 'restart begun'],
		{state: 'failed', docker: null, why: 'Docker was being restarted: the connection ended before the work did'},
	],
	['a connection that is lost before', ['begin'], {state: 'failed', docker: 'answers'}],
	['an agent that is gone', refused, {state: 'unreachable', why: 'it refused the SSH connection'}],
	['a script that is not root', ['begin', 'problem - not root', 'end'], {state: 'failed', why: 'not root'}],
];

for (const [what, says, wanted] of bad) {
	test(`${what} is a failure`, async t => {
		const {result, failed} = await restarted({says: () => says});
		t.true(failed);
		t.like(result, wanted);
	});
}

test('an undecided proof after the restart is told, and fails only where one is required', async t => {
	const says = () => restart('dial tcp: lookup r: no such host');
	const {result, failed} = await restarted({says});
	t.false(failed);
	t.like(result, {state: 'changed', why: 'not proved: dial tcp: lookup r: no such host'});
	t.is((await restarted({says, work: {requireProof: true}})).result.state, 'not proved');
});

test('an agent that Mesos does not hear from again is a failure', async t => {
	const {result, failed, clock} = await restarted({agents: [listed(1, {active: false})]});
	t.true(failed);
	t.regex(result.why ?? '', /^Docker was restarted, and Mesos has not heard from the agent for 2 min/);
	t.is(result.docker, 'restarted');
	t.is(clock.now(), 120_000);
	t.is(result.milliseconds, 1000 + 120_000);
});

test('a failed restart is not waited for in Mesos', async t => {
	const says = () => ['begin', 'restart begun', 'restart failed', 'end'];
	const {clock} = await restarted({says, agents: [listed(1, {active: false})]});
	t.is(clock.now(), 0);
});

test('with --drain the tasks are moved away first, and the agent is brought back', async t => {
	const {calls, failed, result} = await restarted({drain: true});
	t.deepEqual(calls, ['drain S1', 'restart S1', 'reactivate S1']);
	t.false(failed);
	t.is(result.why, null);
});

test('it is brought back after a failed restart too', async t => {
	const {calls, result} = await restarted({drain: true, says: () => ['begin', 'restart failed', 'end']});
	t.deepEqual(calls, ['drain S1', 'restart S1', 'reactivate S1']);
	t.regex(result.why ?? '', /^Docker could not be restarted/);
});

test('one that could not be drained is not restarted', async t => {
	const fails = (call: string) => (call === 'drain S1' ? new FailedError('no') : null);
	const {calls, failed, result} = await restarted({drain: true, fails});
	t.deepEqual(calls, ['drain S1', 'reactivate S1']);
	t.true(failed);
	t.like(result, {state: 'failed', docker: 'answers', why: 'it could not be drained: no'});
});

test('one that could not be brought back is a failure, though its Docker is well', async t => {
	const fails = (call: string) => (call === 'reactivate S1' ? new FailedError('no') : null);
	const {failed, result} = await restarted({drain: true, fails});
	t.true(failed);
	t.like(result, {
		state: 'failed',
		docker: 'restarted',
		why: 'it is out of service and could not be brought back: no',
	});
});

test('one that was drained by somebody else stays so, and that is said', async t => {
	const {calls, failed, result} = await restarted({
		drain: true,
		agents: [listed(1, {drain: 'drained', active: false})],
	});
	t.deepEqual(calls, ['restart S1']);
	t.false(failed);
	t.like(result, {why: 'it was drained before this run, and stays so', hint: 'dcos node reactivate S1'});
});

test('what the restarted Docker says counts, and what it said before where it says nothing', async t => {
	const {result} = await restarted({says: () => ['begin', 'restart begun', 'restart done', ...proved('denied: no')]});
	t.is(result.proof?.words, 'denied: no');
	const silent = await restarted({says: () => ['begin', 'restart begun']});
	t.is(silent.result.proof, needed.proof);
});

for (const [what, lines] of [
	['nothing', ['begin', 'end']],
	['nothing of a restart', ['begin', ...proved(), 'end']],
	['a word that nobody knows', ['begin', 'restart begun', 'restart valueOf', ...proved(), 'end']],
] as const) {
	test(`an answer that says ${what} is no restart`, async t => {
		const {result, failed} = await restarted({before: fine, says: () => lines});
		t.true(failed);
		t.like(result, {state: 'failed', why: 'its answer does not say what became of the restart of Docker'});
	});
}

test('a restart after which Docker said nothing leaves nothing proved, whatever was proved before', async t => {
	const says = () => ['begin', 'restart begun', 'restart done', 'end'];
	for (const before of [fine, needed]) {
		const {result} = await restarted({before, says, work: {requireProof: true}});
		t.like(result, {state: 'not proved', proof: {state: 'unknown'}, docker: 'restarted'});
	}
});

test('an agent over which something is thrown is brought back into service', async t => {
	const {result, failed, calls} = await restarted({
		drain: true,
		looks: look => [listed(1, {drain: look < 2 ? null : 'drained'})],
		says() {
			throw new TypeError('no such thing');
		},
	});
	t.true(failed);
	t.like(result, {
		state: 'failed',
		why: 'a defect in dcos-registry ended the work on it (TypeError: no such thing)',
	});
	t.deepEqual(
		calls.filter(call => call !== 'restart S1').map(call => call.split(' ')[0]),
		['drain', 'reactivate'],
	);
});
