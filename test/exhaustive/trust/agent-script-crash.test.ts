import {readFile} from 'node:fs/promises';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {etc, plant, type Tree, trees} from '../../unit/trust/agent-trees.ts';
import {ca, caPath, certsD, host, pem, registries, remove, trust} from '../../unit/trust/scripted-agent.ts';
import {type CrashingAgent, crashingAgent} from './crashing-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());

type Scene = {
	tree: Tree | null;
	registries: readonly string[];
	/** How its steps go wrong; killed where nothing is said. */
	ways?: readonly ('kill' | 'fail')[];
	prepare?: (agent: CrashingAgent) => Promise<void>;
};

const one = [host];
const former = pem('Zm9ybWVy');

const scenes: Readonly<Record<string, Scene>> = {
	'no /etc/docker': {tree: null, registries, ways: ['kill', 'fail']},
	'an empty directory': {tree: trees['an empty directory'] ?? null, registries: one},
	'a former CA of ours': {
		tree: null,
		registries: one,
		ways: ['kill', 'fail'],
		async prepare(agent) {
			await agent.write(caPath, former);
			trust(agent, {registries: one, clusterCertificates: ['Zm9ybWVy']});
			await agent.write(caPath, ca);
		},
	},
};

/** Begins anew; null where the file is not there. */
async function begin(agent: CrashingAgent, {tree, prepare}: Scene): Promise<Readonly<Record<string, string | null>>> {
	await agent.clear();
	await plant(agent, tree);
	await prepare?.(agent);
	return contents(agent);
}

async function contents(agent: CrashingAgent): Promise<Record<string, string | null>> {
	const read = (registry: string) => readFile(agent.at(`${certsD}/${registry}/ca.crt`), 'utf8').catch(() => null);
	return Object.fromEntries(await Promise.all(registries.map(async each => [each, await read(each)] as const)));
}

/** What a whole life leaves. */
async function afterLife(agent: CrashingAgent, scene: Scene) {
	await begin(agent, scene);
	if (scene.prepare === undefined) return etc(agent);
	trust(agent, {registries: scene.registries});
	remove(agent, {registries: scene.registries});
	return etc(agent);
}

/** Tells whether what is below /etc, a time being an old one or a new one, is there for the first time. */
function distinct(): (agent: CrashingAgent, old: Readonly<Record<string, string>>) => Promise<boolean> {
	const seen = new Set<string>();
	const time = /^file \S+ \S+ (\S+)/;
	return async (agent, old) => {
		const times = new Set(Object.values(old).map(text => time.exec(text)?.[1]));
		const tree = Object.entries(await etc(agent)).map(([path, text]) => {
			const isOld = times.has(time.exec(text)?.[1]);
			return [path, text.replace(/^(file \S+ \S+) \S+/, `$1 ${isOld ? 'old' : 'new'}`)];
		});
		const before = seen.size;
		return seen.add(JSON.stringify(tree)).size > before;
	};
}

type Compared = {agent: CrashingAgent; before: Readonly<Record<string, string>>; scene: Scene};

async function isAsBefore(t: ExecutionContext, {agent, before, scene}: Compared, where: string) {
	const answer = remove(agent, {registries: scene.registries});
	t.deepEqual(answer.problems, [], where);
	t.deepEqual(await etc(agent), before, where);
}

for (const [what, scene] of Object.entries(scenes)) {
	for (const how of scene.ways ?? ['kill']) {
		onAgent(
			`on an agent with ${what}, a run that ${how === 'kill' ? 'is killed' : 'fails'} at any step leaves the old file or the new one, and is finished or taken back by the next`,
			async t => {
				const agent = await crashingAgent(t);
				const before = await afterLife(agent, scene);
				let reached = 0;
				const isNew = distinct();
				for (let at = 1; ; at += 1) {
					const old = await begin(agent, scene);
					const oldTree = await etc(agent);
					const {steps, answer} = await agent.crash({registries: scene.registries}, {at, how});
					for (const [registry, text] of Object.entries(await contents(agent))) {
						t.true(text === ca || text === old[registry], `step ${at}: ${registry} has ${text}`);
					}
					reached = steps;
					if (how === 'kill' && steps >= at) t.false(answer.ended, `step ${at}`);
					if (await isNew(agent, oldTree)) {
						const bringBack = agent.remember();
						await isAsBefore(t, {agent, before, scene}, `step ${at}, taken back at once`);
						await bringBack();
						const where = `step ${at}, trusted again`;
						const {files, problems} = trust(agent, {registries: scene.registries});
						t.deepEqual(problems, [], where);
						t.deepEqual([...files.keys()], [...scene.registries], where);
						await isAsBefore(t, {agent, before, scene}, where);
					}
					if (reached < at) break;
				}
				t.true(reached > 5);
			},
		);

		onAgent(
			`on an agent with ${what}, a removal that ${how === 'kill' ? 'is killed' : 'fails'} at any step is finished by the next`,
			async t => {
				const agent = await crashingAgent(t);
				const before = await afterLife(agent, scene);
				const isNew = distinct();
				for (let at = 1; ; at += 1) {
					await begin(agent, scene);
					trust(agent, {registries: scene.registries});
					const old = await etc(agent);
					const {steps} = await agent.crash({work: 'remove', registries: scene.registries}, {at, how});
					if (await isNew(agent, old)) await isAsBefore(t, {agent, before, scene}, `step ${at}`);
					if (steps < at) break;
				}
			},
		);
	}
}
