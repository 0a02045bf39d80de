import {spawnSync} from 'node:child_process';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import {files} from '../../../src/trust/on-agent/script-files.ts';
import {lackOfPrograms} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {wishes} from './scripted-agent.ts';

const withShellCheck = testWhere(test, lackOfPrograms({shellcheck: 'shellcheck'}));

/** What ShellCheck finds in a script for a POSIX shell. */
function faults(input: string): string {
	const {stdout, stderr, status} = spawnSync('shellcheck', ['--shell=sh', '--format=gcc', '-'], {
		input,
		encoding: 'utf8',
	});
	return status === 0 ? '' : stdout + stderr;
}

for (const work of ['trust', 'restart', 'remove'] as const) {
	withShellCheck(`ShellCheck finds nothing in the script that does ${work}`, t => {
		t.is(faults(agentScript({...wishes, work})), '');
	});
}

withShellCheck('ShellCheck finds what is wrong in such a script', t => {
	t.regex(faults(`${agentScript(wishes)}rm -rf "$nonesuch"/$mark\n`), /SC2154/);
});

test('every file of a shell is a part of a script', async t => {
	const folder = join(import.meta.dirname, '../../../src/trust/on-agent');
	const names = (await readdir(folder)).filter(name => name.endsWith('.sh'));
	t.is(names.length, Object.keys(files).length);
});
