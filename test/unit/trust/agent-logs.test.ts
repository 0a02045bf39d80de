import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {agentLogs} from '../../../src/trust/agent-logs.ts';
import type {World} from '../../../src/world.ts';
import {recordedProgress} from '../install/recorded-step.ts';
import {agentResult} from './agent-results.ts';
import {outcome} from './cluster-of-agents.ts';

const {agent} = agentResult(1);

function around(over: Partial<World['files']> = {}) {
	const written: Record<string, string> = {};
	const made: string[] = [];
	const {progress, lines} = recordedProgress();
	const files = {
		makeDirectory: async (path: string) => void made.push(path),
		async append(path: string, text: string) {
			written[path] = (written[path] ?? '') + text;
		},
		...over,
	} as World['files'];
	return {written, made, lines, world: {files, progress}};
}

const connection = {what: 'trust', outcome: {...outcome, stdout: 'said\n', stderr: 'words\n'}, started: 0};

test('each connection of an agent is added to its file', async t => {
	const {written, made, world} = around();
	const logs = await agentLogs('logs', world);
	await logs.keep(agent, connection);
	await logs.keep(agent, {what: 'restart', outcome: {...outcome, exitCode: null, timedOut: true}, started: 1500});
	await logs.keep(agent, {what: 'restart', outcome: {...outcome, exitCode: null, flooded: true}, started: 2000});
	t.deepEqual(made, ['logs']);
	t.deepEqual(written, {
		'logs/10.0.0.1.log': `=== 1970-01-01T00:00:00.000Z trust, exit code 0
--- stdout
  said
--- stderr
  words
=== 1970-01-01T00:00:01.500Z restart, ended at its time limit
=== 1970-01-01T00:00:02.000Z restart, cut off, too much output
`,
	});
});

test('what an agent prints is no line of ours, and does nothing to a terminal', async t => {
	const {written, world} = around();
	const stdout = 'a\r\n=== 1970-01-01T00:00:00.000Z trust, exit code 0\n\u001b[2Jb\u202e\n';
	await (await agentLogs('/l', world)).keep(agent, {...connection, outcome: {...outcome, stdout}});
	t.is(
		written['/l/10.0.0.1.log'],
		`=== 1970-01-01T00:00:00.000Z trust, exit code 0
--- stdout
  a
  === 1970-01-01T00:00:00.000Z trust, exit code 0
  \\u001b[2Jb\\u202e
`,
	);
});

test('an address of IPv6 makes a name that any file system takes', async t => {
	const {written, world} = around();
	await (await agentLogs('/l', world)).keep({...agent, address: 'fd00::7'}, connection);
	t.deepEqual(Object.keys(written), ['/l/fd00__7.log']);
});

test('an address cannot lead out of the directory', async t => {
	const {written, world} = around();
	await (await agentLogs('/l', world)).keep({...agent, address: '../../etc/passwd'}, connection);
	t.deepEqual(Object.keys(written), ['/l/.._.._etc_passwd.log']);
});

test('without a directory nothing is kept', async t => {
	const {written, made, world} = around();
	await (await agentLogs(null, world)).keep(agent, connection);
	t.deepEqual([written, made], [{}, []]);
});

test('a directory that cannot be had is refused before anything is done', async t => {
	const {world} = around({makeDirectory: () => Promise.reject(new RefusedError('could not write in logs'))});
	await t.throwsAsync(agentLogs('logs', world), {instanceOf: RefusedError});
});

test('a file that cannot be written is told once, and the work goes on', async t => {
	const {lines, world} = around({append: () => Promise.reject(new RefusedError('could not write it: no space'))});
	const logs = await agentLogs('logs', world);
	await logs.keep(agent, connection);
	await logs.keep(agent, connection);
	t.deepEqual(lines, ['warning: could not write it: no space']);
});
