import test from 'ava';
import {agentsIn} from '../../../src/agents/list-agents.ts';
import type {AgentWork} from '../../../src/trust/agent-work.ts';
import {workOnAll} from '../../../src/trust/work-on-all.ts';
import {files, listed, refused, type Setting, worldWith} from './cluster-of-agents.ts';
import {trustRequest} from './trust-requests.ts';

const agents = agentsIn([listed(1), listed(2), listed(3, {active: false}), listed(4)]);

function around(setting: Setting = {}, parallel = 32) {
	const given = worldWith(setting);
	const work: AgentWork = {
		session: given.session,
		logs: {async keep() {}},
		caPath: '/ca',
		registries: ['r'],
		change: true,
		requireProof: false,
		asksPassword: false,
		limit: 120_000,
		mark: 'dcos-registry-n',
		script: what => ({line: what, length: what.length}),
	};
	return {...given, around: {work, request: {...trustRequest, parallel}, world: given.world}};
}

test('each agent has its result in the order of the agents, and is told with its mark', async t => {
	const says: Setting['says'] = number => (number === 2 ? refused : files(number === 4 ? 'right' : 'written'));
	const {around: given, lines} = around({says});
	const results = await workOnAll(agents, given);
	t.deepEqual(
		results.map(each => each.state),
		['changed', 'unreachable', 'not running', 'unchanged'],
	);
	t.is(results[2]?.milliseconds, 0);
	const title = 'Changing 4 agents: ';
	t.deepEqual(
		lines
			.filter(line => line.includes('ended'))
			.map(line => line.replace(title, ''))
			.sort(),
		[
			'10.0.0.1 ended: changed, Docker says trusted (well)',
			'10.0.0.2 ended: unreachable, it refused the SSH connection (open)',
			'10.0.0.3 ended: not running, Mesos does not hear from it (open)',
			'10.0.0.4 ended: unchanged, Docker says trusted (unchanged)',
		],
	);
	t.true(lines.at(-1)?.startsWith(`${title}closed: `));
});

for (const [narrow, parallel, asked, words] of [
	['own proxy', 8, 32, /at most 8 agents at once: .*--proxy-ip shares one/],
	['cannot share', 8, 32, /at most 8 agents at once: .*cannot share one/],
	['own proxy', 8, 4, null],
	[null, 256, 32, null],
] as const) {
	test(`a way that is ${narrow ?? 'wide'} for ${asked} at once is ${words === null ? 'not ' : ''}told`, async t => {
		const {around: given, lines} = around({narrow, parallel}, asked);
		await workOnAll(agents, given);
		const noted = lines.find(line => line.startsWith('at most'));
		if (words === null) t.is(noted, undefined);
		else t.regex(noted ?? '', words);
	});
}

test('what is thrown over one agent is the result of that agent, and the others are worked on', async t => {
	const {around: given, lines} = around({
		says(number) {
			if (number === 2) throw new TypeError('no such thing');
			return files('written');
		},
	});
	const results = await workOnAll(agents, given);
	t.deepEqual(
		results.map(each => each.state),
		['changed', 'failed', 'not running', 'changed'],
	);
	t.is(results[1]?.why, 'a defect in dcos-registry ended the work on it (TypeError: no such thing)');
	t.true(lines.some(line => line.includes('10.0.0.2 ended: failed, a defect')));
});

test('what this machine turned out to bear is told', async t => {
	const {around: given, lines} = around();
	Object.assign(given.work, {session: {...given.work.session, lowered: () => 6}});
	await workOnAll(agents, given);
	t.regex(lines.at(-1) ?? '', /^6 agents at once: .*ulimit -n/);
});
