import {rm} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {activated, asPublished, installByHand, nested, type Recipe, stepByStep} from './adoption/by-hand.ts';
import {forgetOptions} from './adoption/labels.ts';
import {withRepository} from './adoption/with-repository.ts';
import {type AtShell, atShell} from './at-shell.ts';

const file = 'registry-options.json';

/** The ways to ask for what is there already. */
const askings: Readonly<Record<string, (shell: AtShell, recipe: Recipe) => Promise<readonly string[]>>> = {
	'the same options file': async ({write, sandbox}, {options}) => {
		await write(file, JSON.stringify(options(sandbox)));
		return [];
	},
	'no options file': async ({directory}) => {
		await rm(path.join(directory, file), {force: true});
		return [];
	},
	'flags alone': async ({directory}, {flags}) => {
		await rm(path.join(directory, file), {force: true});
		return flags;
	},
};

async function adopt(t: ExecutionContext, shell: AtShell, recipe: Recipe): Promise<void> {
	const {sandbox, run} = shell;
	for (const [asking, prepare] of Object.entries(askings)) {
		const what = `${recipe.of}, ${asking}`;
		await installByHand(shell, recipe);
		const flags = await prepare(shell, recipe);
		const before = await sandbox.state();
		const {exitCode, stdout, stderr} = await run(['install', ...flags]);
		t.is(exitCode, 0, `${what}\n${stderr}`);
		for (const step of ['service account', 'package', 'health'])
			t.regex(stdout, new RegExp(`^${step} .* unchanged$`, 'm'));
		t.deepEqual(await sandbox.state(), withRepository(before), what);
		const again = await run(['install', ...flags]);
		t.regex(again.stdout, /^Nothing to do: /, what);
		t.deepEqual(await sandbox.state(), withRepository(before), what);
	}
}

for (const recipe of [stepByStep, asPublished, activated]) {
	test(`a registry that was installed ${recipe.of} is taken as it is`, async t => {
		await adopt(t, await atShell(t), recipe);
	});
}

test('a registry that was installed on 1.12 is taken as it is', async t => {
	await adopt(t, await atShell(t, {version: '1.12.3'}), nested);
});

test('a registry whose options Cosmos did not keep is taken as it is, with a warning that they are not compared', async t => {
	const shell = await atShell(t);
	const {sandbox, run} = shell;
	await installByHand(shell, stepByStep);
	forgetOptions(sandbox);
	const before = await sandbox.state();
	for (const file of ['there', 'gone']) {
		if (file === 'gone') await shell.remove('registry-options.json');
		const {exitCode, stderr} = await run(['install']);
		t.is(exitCode, 0, stderr);
		t.regex(stderr, /^Warning: .*; the cluster did not keep its options, so they are not compared$/m);
		t.deepEqual(await sandbox.state(), withRepository(before));
	}
});
