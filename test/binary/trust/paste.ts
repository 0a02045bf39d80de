import path from 'node:path';
import {writeExecutables} from '../../support/executables.ts';
import {cliEnvironment, type PluginRun, packagedPlugin, runPlugin} from '../../support/plugin.ts';
import type {Truster} from './truster.ts';

/** The command line with which a report ends. */
export function resumeIn(stdout: string): string {
	const [, line] = /^To go on with the rest:\n {4}(dcos registry trust-agents .+)$/m.exec(stdout) ?? [];
	if (line === undefined) throw new Error(`no command goes on:\n${stdout}`);
	return line;
}

/** Runs a line in sh, where `dcos` is the CLI with this plugin. There is no terminal, so that a question has to be answered in it. */
export async function paste({sandbox, directory}: Truster, line: string): Promise<PluginRun> {
	const home = path.dirname(sandbox.caFile);
	await writeExecutables(home, {
		dcos: `#!/bin/sh\nexec '${await packagedPlugin()}' "$@"\n`,
		pasted: `#!/bin/sh\nPATH='${home}':$PATH\n${line}\n`,
	});
	return runPlugin(path.join(home, 'pasted'), [], {cwd: directory, env: cliEnvironment(sandbox), timeout: 120_000});
}
