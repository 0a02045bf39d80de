import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import packageJson from '../../package.json' with {type: 'json'};

const project = path.join(import.meta.dirname, '../..');

test('docs/dependencies.md gives a reason for each package that is shipped, and for no other', async t => {
	const text = await readFile(path.join(project, 'docs/dependencies.md'), 'utf8');
	const rows = [...text.matchAll(/^\| `([^`]+)` +\|(.+)\|(.+)\|$/gm)];
	t.deepEqual(
		rows.map(([, name]) => name),
		Object.keys(packageJson.dependencies),
	);
	for (const [, name, purpose = '', reason = ''] of rows) {
		t.true(purpose.trim() !== '' && reason.trim() !== '', `${name} has a purpose and a reason`);
	}
	for (const name of Object.keys(packageJson.optionalDependencies)) t.true(text.includes(`\`${name}\``), name);
});

test('every version is exact, so that the lockfile is not the only one to say it', t => {
	const all = {...packageJson.dependencies, ...packageJson.devDependencies, ...packageJson.optionalDependencies};
	const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
	t.deepEqual(loose, []);
});

test('no install script of a package runs', async t => {
	t.regex(await readFile(path.join(project, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
});
