import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {createScene, type Scene} from './causes/scene.ts';
import {lookAround} from './causes/surroundings.ts';

const volume = ['storage', 'volume', '--container-path', 'packages', '--pinned-hostname', '127.0.2.11'];

const choices: Readonly<Record<string, (scene: Scene) => readonly string[]>> = {
	local: () => ['storage', 'local'],
	volume: () => volume,
	s3: ({s3}) => s3(),
};

const given = '{\n    "team": "storage",\n    "service": {"mem": 4096, "name": "dcos-registry"}\n}\n';

for (const [backend, choose] of Object.entries(choices)) {
	test(`storage ${backend}, chosen twice, changes nothing the second time`, async t => {
		const scene = await createScene(t);
		await scene.options(given);
		const words = choose(scene);
		const first = await scene.operator.run(words);
		t.is(first.exitCode, 0, first.stderr);
		const between = await lookAround(scene);
		t.deepEqual(between.objects, {});
		const second = await scene.operator.run(words);
		t.is(second.exitCode, 0, second.stderr);
		t.regex(second.stdout, /^Nothing to do: /);
		t.deepEqual(await lookAround(scene), between);
	});

	test(`a dry run of storage ${backend} says what would be done, and does nothing`, async t => {
		const scene = await createScene(t);
		const before = await lookAround(scene);
		const {exitCode, stdout, stderr} = await scene.operator.run([...choose(scene), '--dry-run']);
		t.is(exitCode, 0, stderr);
		t.regex(stdout, /^options {3}\.\/registry-options\.json would be created$/m);
		t.deepEqual(await lookAround(scene), before);
		t.deepEqual(scene.operator.sandbox.s3.service.requests(), []);
	});

	test(`storage ${backend} is one JSON document where that is asked for`, async t => {
		const scene = await createScene(t);
		const {exitCode, stdout, stderr} = await scene.operator.run([...choose(scene), '--json', '--quiet']);
		t.is(exitCode, 0, stderr);
		const report = JSON.parse(stdout);
		t.is(report.schema, `dcos-registry/storage-${backend}/v1`);
		t.is(stdout, `${JSON.stringify(report, null, 2)}\n`);
		const file = await readFile(path.join(scene.operator.directory, 'registry-options.json'), 'utf8');
		t.deepEqual(report.options, JSON.parse(file));
	});
}

test('local, s3, volume and local again end where they began', async t => {
	const scene = await createScene(t);
	await scene.options(given);
	const texts: string[] = [];
	for (const backend of ['local', 's3', 'volume', 'local']) {
		const {exitCode, stderr} = await scene.operator.run(choices[backend]?.(scene) ?? []);
		t.is(exitCode, 0, stderr);
		texts.push((await lookAround(scene)).files['registry-options.json'] ?? '');
	}
	t.is(texts[0], given);
	t.is(texts[3], given);
	t.is(new Set(texts).size, 3);
});
