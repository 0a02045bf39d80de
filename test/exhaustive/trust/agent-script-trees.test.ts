import {readFile} from 'node:fs/promises';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {etc, plant, trees} from '../../unit/trust/agent-trees.ts';
import {agentWith, ca, certsD, registries, remove, trust} from '../../unit/trust/scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());

for (const [what, tree] of Object.entries(trees)) {
	onAgent(`an agent with ${what} is again as it was after it trusted and took back`, async t => {
		const agent = await agentWith(t);
		await plant(agent, tree);
		const before = await etc(agent);
		const put = trust(agent);
		t.deepEqual(put.problems, []);
		for (const registry of registries) {
			const isCa = (await readFile(agent.at(`${certsD}/${registry}/ca.crt`), 'utf8')) === ca;
			t.is(put.files.get(registry) === 'foreign', !isCa, registry);
		}
		const taken = remove(agent);
		t.like(taken, {began: true, ended: true, problems: []});
		t.deepEqual(await etc(agent), before);
		for (const registry of registries) {
			const stood = `docker/certs.d/${registry}/ca.crt` in before;
			const wanted = put.files.get(registry) === 'written' ? 'removed' : stood ? 'foreign' : 'absent';
			t.is(taken.files.get(registry), wanted);
		}
	});
}

const orders = [
	['a', 'b'],
	['b', 'a'],
] as const;

for (const what of ['no /etc/docker', 'no certs.d', 'an empty certs.d', 'another ca.crt'] as const) {
	for (const order of orders) {
		onAgent(
			`an agent with ${what} is again as it was after two registries went in the order ${order.join(', ')}`,
			async t => {
				const agent = await agentWith(t);
				await plant(agent, trees[what] ?? null);
				const before = await etc(agent);
				const names = {a: registries, b: ['second.example.com', 'second.example.com:443']};
				trust(agent, {registries: names.a});
				trust(agent, {registries: names.b});
				for (const each of order) t.deepEqual(remove(agent, {registries: names[each]}).problems, []);
				t.deepEqual(await etc(agent), before);
			},
		);
	}
}
