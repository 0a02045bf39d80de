import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {withOperator} from './operator.ts';

const releases = ['1.12.1', '1.12.5', '1.13.0', '1.13.10', '2.0.6', '2.1.4', '2.2.1'];

for (const version of releases) {
	for (const mode of ['permissive', 'strict'] as const) {
		test(`installs on DC/OS ${version} in mode ${mode}, and a second run finds nothing to do`, async t => {
			const operator = await withOperator(t, {version, mode, machines: false});
			const {sandbox, storage} = operator;
			const run = (words: readonly string[]) => operator.run(words);
			t.is((await run(storage)).exitCode, 0);
			const {exitCode, stderr} = await run(['install', '--yes']);
			t.is(exitCode, 0, stderr);
			const name = version.startsWith('1.12') ? 'registry' : 'dcos-registry';
			t.deepEqual([...sandbox.apps.keys()], [`/${name}`]);
			t.is(sandbox.apps.get(`/${name}`)?.definition.instances, 2);
			const uri = `https://${name}.marathon.l4lb.thisdcos.directory/repo`;
			t.deepEqual(sandbox.repositories()[0], {name: 'Registry', uri});
			const before = await sandbox.state();
			const again = await run(['install']);
			t.is(again.exitCode, 0, again.stderr);
			t.regex(again.stdout, /^Nothing to do/);
			t.deepEqual(await sandbox.state(), before);
			t.is((await run(['install', '--check'])).exitCode, 0);
		});
	}
}

test('on 1.12, where nobody has the package, its repository is added only after asking, and taken back when the options do not suit', async t => {
	const operator = await withOperator(t, {version: '1.12.3', machines: false});
	const {sandbox, directory, storage} = operator;
	const run = (words: readonly string[]) => operator.run(words);
	await run(storage);
	const before = await sandbox.state();
	const asked = await run(['install']);
	t.is(asked.exitCode, 2, asked.stderr);
	t.regex(asked.stderr, /"Bootstrap Registry" \(https:\S+\) will be added as the last one/);
	t.deepEqual(await sandbox.state(), before);
	const file = path.join(directory, 'registry-options.json');
	const text = await readFile(file, 'utf8');
	await writeFile(file, text.replace('"instances": 2', '"instances": 0'));
	const refused = await run(['install', '--yes']);
	t.is(refused.exitCode, 6, refused.stderr);
	t.regex(refused.stderr, /instances must be >= 1, it is 0/);
	t.deepEqual(await sandbox.state(), before, 'a refusal has changed nothing');
	await writeFile(file, text);
	t.is((await run(['install', '--dry-run'])).exitCode, 0);
	t.is((await run(['install', '--check'])).exitCode, 3);
	t.deepEqual(await sandbox.state(), before);
	t.is((await run(['install', '--yes'])).exitCode, 0);
});
