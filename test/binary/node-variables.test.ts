import {readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {eventually} from '../sandbox/eventually.ts';
import {packagedPlugin} from '../support/plugin.ts';
import {withOperator} from './operator.ts';

const look = ['storage', 'show'];

test('what NODE_OPTIONS says is not done: no code, no debugger, no switch that there is not', async t => {
	const operator = await withOperator(t, {executable: true, agents: 0});
	const canary = path.join(operator.directory, 'canary.cjs');
	await writeFile(canary, "require('node:fs').writeFileSync(__dirname + '/ran', '');\n");
	const plain = await operator.run(look);
	t.is(plain.exitCode, 0);
	for (const options of [
		`--require=${canary}`,
		`--import=${canary}`,
		'--inspect=127.0.0.1:0',
		'--tls-keylog=keys',
		'--nonsense',
	])
		t.deepEqual(await operator.run(look, {NODE_OPTIONS: options}), plain, options);
	t.deepEqual(await readdir(operator.directory), ['canary.cjs']);
});

test('what Node.js would print of requests or of a check that is off is not printed, with the words, streams and exit code as ever', async t => {
	const operator = await withOperator(t, {executable: true, agents: 0});
	const variables = {
		NODE_DEBUG: 'http,https,tls,net,stream,module',
		NODE_DEBUG_NATIVE: 'permission_model',
		NODE_TLS_REJECT_UNAUTHORIZED: '0',
	};
	for (const words of [look, ['storage', 'show', '--options', 'my "file" $x'], ['--help'], ['--info'], ['nonsense']])
		t.deepEqual(await operator.run(words, variables), await operator.run(words), words.join(' '));
});

test('SIGUSR1 opens no port for a debugger, and the run goes on', async t => {
	const operator = await withOperator(t, {executable: true, agents: 0});
	const {promise: signalled, resolve: goOn} = Promise.withResolvers<void>();
	let arrived = false;
	const before = () => {
		arrived = true;
		return signalled;
	};
	operator.sandbox.faults.add({match: () => true, kind: 'watch', times: 1, before});
	const {url, token, caFile} = operator.sandbox;
	const running = execa(await packagedPlugin(), ['registry', ...look], {
		cwd: operator.directory,
		env: {DCOS_URL: url, DCOS_ACS_TOKEN: token, DCOS_TLS_CA_PATH: caFile},
		extendEnv: false,
		reject: false,
	});
	await eventually('its first request', () => arrived);
	running.kill('SIGUSR1');
	goOn();
	const {exitCode, stderr} = await running;
	t.deepEqual({exitCode, stderr}, {exitCode: 0, stderr: ''});
});
