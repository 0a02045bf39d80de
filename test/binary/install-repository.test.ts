import test from 'ava';
import {golden} from '../support/golden.ts';
import {atShell} from './at-shell.ts';

test('with --no-wait the cluster is left alone with it, and the advised command completes the installation', async t => {
	const {sandbox, renew, run, paste} = await atShell(t);
	await renew();
	const {exitCode, stdout, stderr} = await run(['install', '--no-wait', '--repo-name', "the team's registry"]);
	t.is(exitCode, 0, stderr);
	await golden(t, 'install-not-waited-for', stdout);
	t.deepEqual(
		sandbox.repositories().map(({name}) => name),
		['Universe', 'Bootstrap Registry'],
	);
	const [, next = ''] = /^next: (.+)$/m.exec(stdout) ?? [];
	const on = await paste(next);
	t.is(on.exitCode, 0, on.stderr);
	t.regex(on.stdout, /^package .* unchanged$/m);
	t.regex(on.stdout, /^repository .* done$/m);
	t.is(sandbox.repositories()[0]?.name, "the team's registry");
});

test('--no-repo leaves the list of repositories as it is', async t => {
	const {sandbox, renew, run} = await atShell(t);
	await renew();
	const before = sandbox.repositories();
	const first = await run(['install', '--no-repo']);
	t.is(first.exitCode, 0, first.stderr);
	t.deepEqual(sandbox.repositories(), before);
	t.regex((await run(['install', '--no-repo'])).stdout, /^Nothing to do: /);
	t.regex((await run(['install'])).stdout, /^repository .* done$/m);
	t.is(sandbox.repositories().length, before.length + 1);
});

test('the repository gets the name and the place that were asked for, and keeps them', async t => {
	const {sandbox, renew, run} = await atShell(t);
	await renew();
	const uri = 'https://dcos-registry.marathon.l4lb.thisdcos.directory/repo';
	const {exitCode, stderr} = await run(['install', '--repo-name', 'Team', '--repo-index', '1']);
	t.is(exitCode, 0, stderr);
	const [universe, own, bootstrap] = sandbox.repositories();
	t.deepEqual([universe?.name, own, bootstrap?.name], ['Universe', {name: 'Team', uri}, 'Bootstrap Registry']);
	const before = await sandbox.state();
	for (const flags of [[], ['--repo-name', 'Team', '--repo-index', '1'], ['--repo-name', 'Other']]) {
		t.regex((await run(['install', ...flags])).stdout, /^Nothing to do: /, flags.join(' '));
	}
	t.deepEqual(await sandbox.state(), before, 'it counts by its address, whatever it is called');
});
