import test, {type ExecutionContext} from 'ava';
import {makeAccount} from '../sandbox/registry-setup.ts';
import {golden} from '../support/golden.ts';
import {bootstrap, installByHand, nested, stepByStep} from './adoption/by-hand.ts';
import {type AtShell, atShell} from './at-shell.ts';

/** All but what only reads; Cosmos takes a POST for that too. */
const writing =
	/^(PUT|PATCH|DELETE) |^POST (?!\/package\/(describe|list|list-versions|render|repository\/list)$|\/cosmos\/service\/describe$)/;

type Plan = {
	/** What is planned, in words that also name its golden files. */
	of: string;
	flags?: readonly string[];
	/** With the app, which is long, and the same as JSON. */
	whole?: true;
};

/** Plans in words and as JSON, and sees that both say the same and that nothing was written. */
async function plan(t: ExecutionContext, shell: AtShell, {of, flags = [], whole}: Plan): Promise<void> {
	const {sandbox, run} = shell;
	const before = await sandbox.state();
	sandbox.forgetRequests();
	const words = ['install', ...flags, '--dry-run'];
	const [inWords, asJson] = [await run(words), await run([...words, '--json'])];
	t.deepEqual([inWords.exitCode, asJson.exitCode], [0, 0], `${of}\n${inWords.stderr}`);
	const name = `install-plans-${of.replaceAll(' ', '-')}`;
	const normal = (text: string) => withoutLabels(shell.normal(text));
	await golden(t, name, whole ? normal(inWords.stdout) : withoutApp(normal(inWords.stdout)));
	if (whole) await golden(t, `${name}-as-JSON`, normal(asJson.stdout));
	const {writes} = JSON.parse(asJson.stdout) as {writes: string[]};
	for (const write of writes) t.true(inWords.stdout.includes(`\n  ${write}\n`), `${of}: ${write}`);
	t.deepEqual(
		sandbox.requests('outside').filter(request => writing.test(request)),
		[],
		of,
	);
	t.deepEqual(await sandbox.state(), before, of);
}

/** Cosmos' labels are coded, and in JSON they are there whole. */
function withoutLabels(text: string): string {
	return text.replaceAll(/(?<="DCOS_PACKAGE_(?:OPTIONS|DEFINITION)": ")[^"]+/g, '<coded>');
}

function withoutApp(text: string): string {
	return text.replace(/\napp: \{.*\}\n/s, '');
}

const everyFlag =
	'--package-version 0.4.1 --instances 3 --service-account somebody --service-account-secret dcos-registry/somebody --repo-name Team --repo-index 2';

test('a dry run shows each write, the options and the app, and writes nothing', async t => {
	const shell = await atShell(t);
	const {sandbox, client, renew} = shell;
	await renew();
	await plan(t, shell, {of: 'an installation', whole: true});
	await plan(t, shell, {of: 'an installation with every flag', flags: everyFlag.split(' ')});
	await makeAccount(client, {uid: 'dcos-registry-account', secret: 'dcos-registry/service-account'});
	sandbox.users.delete('dcos-registry-account');
	await plan(t, shell, {of: 'an installation that was begun'});
});

test('a dry run shows what is left to do where the registry runs', async t => {
	const shell = await atShell(t);
	await installByHand(shell, stepByStep);
	await plan(t, shell, {of: 'nothing but the repository'});
	await plan(t, shell, {of: 'an update', flags: ['--instances', '3', '--update']});
	await plan(t, shell, {of: 'nothing', flags: ['--no-repo', '--no-service-account']});
});

test('a dry run on 1.12 shows the repository from which the package comes, without which the options cannot be judged', async t => {
	const shell = await atShell(t, {version: '1.12.3'});
	const {sandbox, write, keys} = shell;
	await sandbox.reset();
	sandbox.secrets.secrets.set('registry/s3-credentials', {value: keys});
	await write('registry-options.json', JSON.stringify(nested.options(sandbox)));
	await plan(t, shell, {of: 'a package that nobody has yet'});
	sandbox.putRepository(bootstrap);
	await plan(t, shell, {of: 'an installation on 1.12'});
});
