import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {writeExecutables} from '../../support/executables.ts';
import {cliEnvironment, packagedPlugin, runPlugin} from '../../support/plugin.ts';
import {reportIn} from './report.ts';
import {withTruster} from './truster.ts';

test('with 64 open files at most and 40 agents, each agent is worked on, fewer at once', async t => {
	const truster = await withTruster(t, {agents: 36, publicAgents: 4});
	const {sandbox, directory: cwd, ssh, agents} = truster;
	const bin = path.join(cwd, 'few');
	await mkdir(bin);
	const binary = await packagedPlugin();
	await writeExecutables(bin, {plugin: `#!/bin/sh\nulimit -n 64\nexec '${binary}' "$@"\n`});
	const line = ['trust-agents', ...ssh, '--yes', '--parallel', '100', '--json'];
	const run = await runPlugin(path.join(bin, 'plugin'), line, {cwd, env: cliEnvironment(sandbox)});
	const {results} = reportIn(run.stdout);
	t.deepEqual(
		new Map(results.map(({agent, state, why}) => [agent.address, {state, why}])),
		new Map(agents.map(({ip}) => [ip, {state: 'changed', why: null}])),
	);
	t.is(run.exitCode, 0);
	t.regex(run.stderr, /^\d+ agents? at once: this machine could not start more ssh; ulimit -n 1024/m);
});
