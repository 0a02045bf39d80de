import {rm} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {golden} from '../support/golden.ts';
import {asPublished, installByHand, nested, stepByStep} from './adoption/by-hand.ts';
import {forgetOptions, installedVersion, setInstalledVersion} from './adoption/labels.ts';
import {withRepository} from './adoption/with-repository.ts';
import {type AtShell, atShell} from './at-shell.ts';
import {errorIn} from './waiting/lines.ts';

const file = 'registry-options.json';

test('other options are told with what differs, applied only with --update and a yes, and are there from then on', async t => {
	const shell = await atShell(t);
	const {sandbox, run, write} = shell;
	await installByHand(shell, stepByStep);
	const {registry} = stepByStep.options(sandbox) as {registry: object};
	await write(file, JSON.stringify({registry, service: {instances: 3, mem: 4096}}));
	const before = await sandbox.state();
	const refused = await run(['install']);
	t.is(refused.exitCode, 6, refused.stderr);
	t.regex(refused.stderr, /^Error: .*service\.instances is 2, not 3; service\.mem is 2048, not 4096$/m);
	t.is((await run(['install', '--check'])).exitCode, 6);
	const unanswered = await run(['install', '--update']);
	t.is(unanswered.exitCode, 2, unanswered.stderr);
	t.regex(unanswered.stderr, /^Hint: add --yes to answer it$/m);
	t.deepEqual(await sandbox.state(), before);

	sandbox.forgetRequests();
	const updated = await run(['install', '--update', '--yes']);
	t.is(updated.exitCode, 0, updated.stderr);
	t.is(sandbox.requests().filter(each => each === 'POST /cosmos/service/update').length, 1);
	const after = await sandbox.state();
	t.deepEqual({...after, apps: {}}, {...withRepository(before), apps: {}}, 'only the app was changed');
	const app = after.apps['/dcos-registry'];
	t.not(app?.version, before.apps['/dcos-registry']?.version, 'it was restarted');
	t.deepEqual(app?.options, {registry, service: {instances: 3, mem: 4096}}, 'its storage is what it was');
	t.is(sandbox.apps.get('/dcos-registry')?.instances.length, 3);
	for (const flags of [[], ['--update', '--yes']]) {
		const again = await run(['install', ...flags]);
		t.regex(again.stdout, /^Nothing to do: /, again.stderr);
	}
	t.deepEqual(await sandbox.state(), after);
});

for (const [version, recipe] of Object.entries({'2.2.1': asPublished, '1.12.3': nested})) {
	test(`on ${version} a flag changes one option, and leaves every other one as somebody has chosen it`, async t => {
		const shell = await atShell(t, {version});
		const {sandbox, run} = shell;
		await installByHand(shell, recipe);
		await rm(path.join(shell.directory, file));
		const flags = ['install', '--instances', '3'];
		const refused = await run(flags);
		t.is(refused.exitCode, 6);
		t.regex(refused.stderr, /service\.instances is 2, not 3$/m);
		const {exitCode, stderr} = await run([...flags, '--update', '--yes']);
		t.is(exitCode, 0, stderr);
		const [app] = Object.values((await sandbox.state()).apps);
		const expected = JSON.stringify(recipe.options(sandbox)).replace('"instances":2', '"instances":3');
		t.deepEqual(app?.options, JSON.parse(expected));
		t.regex((await run(flags)).stdout, /^Nothing to do: /);
	});
}

test('a newer version on offer is told, and not taken unasked', async t => {
	const shell = await atShell(t);
	const {sandbox, run} = shell;
	await installByHand(shell, stepByStep, '0.4.1');
	const installed = await sandbox.state();
	const {exitCode, stdout, stderr} = await run(['install', '--check']);
	t.is(exitCode, 3, stderr);
	t.regex(stdout, /^package +ok +package-registry 0\.4\.1 is installed .*; 0\.4\.2 is on offer$/m);
	t.is((await run(['install', '--update', '--yes'])).exitCode, 0);
	t.deepEqual(await sandbox.state(), withRepository(installed));
	const asked = await run(['install', '--package-version', '0.4.2']);
	t.is(asked.exitCode, 6, asked.stderr);
	t.regex(asked.stderr, /^Error: .*the version is "0\.4\.1", not "0\.4\.2"$/m);
	t.deepEqual(await sandbox.state(), withRepository(installed));
});

test('another version is taken with --update, upwards and back, with every option as it was', async t => {
	const shell = await atShell(t);
	const {sandbox, run} = shell;
	await installByHand(shell, stepByStep, '0.4.1');
	const options = (await sandbox.state()).apps['/dcos-registry']?.options;
	for (const version of ['0.4.2', '0.4.1']) {
		const words = ['install', '--package-version', version];
		const {exitCode, stderr} = await run([...words, '--update', '--yes']);
		t.is(exitCode, 0, stderr);
		t.is(installedVersion(sandbox), version);
		for (const again of [words, ['install']]) t.regex((await run(again)).stdout, /^Nothing to do: /, version);
	}
	t.deepEqual((await sandbox.state()).apps['/dcos-registry']?.options, options);
});

/** As it would be with a registry from a version that no repository has any more. */
async function withForeignVersion(t: ExecutionContext): Promise<AtShell> {
	const shell = await atShell(t);
	await installByHand(shell, stepByStep);
	setInstalledVersion(shell.sandbox, '0.3.0');
	return shell;
}

const impossible = ['install', '--package-version', '0.4.2', '--update', '--yes'];

test('a version to which the installed one cannot be changed leaves it as it is, and other options can be given to it', async t => {
	const {sandbox, run} = await withForeignVersion(t);
	const before = await sandbox.state();
	const {exitCode, stderr} = await run(impossible);
	t.not(exitCode, 0);
	await golden(t, 'refusal-install-a-version-to-which-the-installed-one-cannot-be-changed', errorIn(stderr));
	t.deepEqual(await sandbox.state(), before);
	const changed = await run(['install', '--instances', '1', '--update', '--yes']);
	t.is(changed.exitCode, 0, changed.stderr);
	t.is(installedVersion(sandbox), '0.3.0');
});

test('a version to which the installed one cannot be changed is refused before anything is asked', async t => {
	const {run} = await withForeignVersion(t);
	t.is((await run(impossible)).exitCode, 6);
});

test('an update of a registry whose options nobody knows needs the options file, since it would lose its storage', async t => {
	const shell = await atShell(t);
	const {sandbox, run} = shell;
	await installByHand(shell, stepByStep, '0.4.1');
	forgetOptions(sandbox);
	const before = await sandbox.state();
	const words = ['install', '--package-version', '0.4.2', '--update', '--yes'];
	const text = await shell.read(file);
	await shell.remove(file);
	const {exitCode, stderr} = await run(words);
	t.is(exitCode, 6, stderr);
	await golden(t, 'refusal-install-an-update-whose-options-nobody-knows', errorIn(stderr));
	t.deepEqual(await sandbox.state(), before);
	await shell.write(file, text);
	const withFile = await run(words);
	t.is(withFile.exitCode, 0, withFile.stderr);
	t.deepEqual((await sandbox.state()).apps['/dcos-registry']?.options, {...stepByStep.options(sandbox)});
	t.is(installedVersion(sandbox), '0.4.2');
});

test('with --update a registry whose options nobody knows gets those of the options file', async t => {
	const shell = await atShell(t);
	const {sandbox, run, write} = shell;
	await installByHand(shell, stepByStep);
	forgetOptions(sandbox);
	const options = {...stepByStep.options(sandbox), service: {instances: 2, mem: 4096}};
	await write(file, JSON.stringify(options));
	t.is((await run(['install', '--update', '--yes'])).exitCode, 0);
	t.deepEqual((await sandbox.state()).apps['/dcos-registry']?.options, options);
});
