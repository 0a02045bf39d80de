import {mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {readCertsD} from './agent-root.ts';

test('certs.d can be read while a program on the agent moves what is in it', async t => {
	const root = await mkdtemp(join(tmpdir(), 'agent-root-'));
	t.teardown(() => rm(root, {recursive: true}));
	const certsD = join(root, 'etc/docker/certs.d');
	const names = Array.from({length: 20}, (_, index) => `${index}`);
	await Promise.all(names.map(name => mkdir(join(certsD, name, 'aside'), {recursive: true})));
	await Promise.all(names.map(name => writeFile(join(certsD, name, 'aside/ca.crt'), name)));

	let isOver = false;
	const moved = Promise.all(
		names.map(async name => {
			for (let round = 0; round < 50; round++) {
				await rename(join(certsD, name, 'aside/ca.crt'), join(certsD, name, 'ca.crt'));
				await rename(join(certsD, name, 'ca.crt'), join(certsD, name, 'aside/ca.crt'));
			}
		}),
	).finally(() => {
		isOver = true;
	});
	while (!isOver) {
		const files = await readCertsD(root);
		for (const [path, text] of Object.entries(files)) t.is(text, path.split('/')[0] ?? '');
	}
	await moved;
	t.deepEqual(await readCertsD(root), Object.fromEntries(names.map(name => [`${name}/aside/ca.crt`, name])));
});
