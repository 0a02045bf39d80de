import test from 'ava';
import fc from 'fast-check';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {agentRoot} from '../../unit/trust/agent-root.ts';
import {etc, plant, type Tree, theirs} from '../../unit/trust/agent-trees.ts';
import {ca, caPath, docker, host, registries, remove, trust} from '../../unit/trust/scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());
const second = ['second.example.com', 'second.example.com:443'];

const file = fc.constantFrom(`${ca}|644`, `${ca}|600`, `${theirs}|644`, `${theirs}|640`, '|644');
const names = [host, `${host}:443`, 'second.example.com', 'second.example.com:443', 'other'];
const inDirectory = fc.record(
	{'/': fc.constantFrom('755', '700', '2755'), 'ca.crt': file, 'client.cert': file, 'sub/note': file},
	{requiredKeys: []},
);

/** Any tree of few names below /etc/docker; null for none. */
const anyTree: fc.Arbitrary<Tree | null> = fc.option(
	fc
		.record({
			daemon: fc.boolean(),
			certsD: fc.boolean(),
			directories: fc.dictionary(fc.constantFrom(...names), inDirectory, {maxKeys: 3}),
		})
		.map(({daemon, certsD, directories}) => ({
			...(daemon ? {'daemon.json': '{}'} : {}),
			...(certsD ? {'certs.d/': '755'} : {}),
			...Object.fromEntries(
				Object.entries(directories).flatMap(([name, files]) =>
					Object.entries(files).map(([path, text]) => [`certs.d/${name}${path === '/' ? '/' : `/${path}`}`, text]),
				),
			),
		})),
	{nil: null, freq: 8},
);

/** A life: which registries are put, in which order and how often, and in which order they are taken back. */
const anyLife = fc.record({
	put: fc.array(fc.constantFrom(registries, second), {minLength: 1, maxLength: 3}),
	taken: fc.constantFrom([registries, second], [second, registries], [[...registries, ...second]]),
});

onAgent('whatever was there, it is there again after any registries were put and taken back', async t => {
	await fc.assert(
		fc.asyncProperty(anyTree, anyLife, async (tree, {put, taken}) => {
			const agent = await agentRoot();
			try {
				await agent.write(caPath, ca);
				await agent.stub('docker', docker);
				await plant(agent, tree);
				const before = await etc(agent);
				for (const each of put) t.deepEqual(trust(agent, {registries: each}).problems, []);
				for (const each of taken) t.deepEqual(remove(agent, {registries: each}).problems, []);
				t.deepEqual(await etc(agent), before);
			} finally {
				await agent.remove();
			}
		}),
		{numRuns: 40},
	);
});
