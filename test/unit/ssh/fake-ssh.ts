import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import type {ExecutionContext} from 'ava';
import type {SshJob, SshWay} from '../../../src/ssh/ssh.ts';
import {sshClient} from '../../../src/ssh/ssh-client.ts';
import type {Clock} from '../../../src/world.ts';
import {writeExecutables} from '../../support/executables.ts';

export const way: SshWay = {user: null, configFile: null, options: [], proxy: null, sudo: null};

export const job: SshJob = {
	address: '10.0.0.1',
	command: "exec sh -c 'x'",
	input: 'script\n',
	firstWord: 'mark begin',
	deadline: 100_000,
};

/** For what waits for a real process. */
export const realClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: milliseconds => setTimeout(milliseconds),
};

/** What every script of ours begins with: where it lies, and `proxy_socket` to find the socket that it is to make. */
const head = (version: string) => `#!/bin/sh
here=\${0%/*}
printf '%s\\n' "$*" >>"$here/calls"
case $1 in -V) echo "${version}" >&2; exit 0 ;; esac
proxy_socket() { until [ "$1" = -S ]; do shift; done; echo "$2"; }
is_proxy() { case " $* " in *' -M '*) return 0 ;; *) return 1 ;; esac; }
`;

/** An ssh whose shell script is this, first on the PATH. Its $here is a directory of its own. */
export async function fakeSsh(t: ExecutionContext, script: string, version = 'OpenSSH_9.2p1 Debian-2') {
	const directory = await mkdtemp(join(tmpdir(), 'fake-ssh-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	await writeExecutables(directory, {ssh: `${head(version)}${script}\n`});
	const env = {PATH: `${directory}:/usr/bin:/bin`, DCOS_ACS_TOKEN: 'canary', KEPT: 'kept'};
	const logged: string[] = [];
	const log = (_: 1 | 2, line: string) => void logged.push(line);
	const read = (name: string) => readFile(join(directory, name), 'utf8').catch(() => '');
	return {
		env,
		log,
		logged,
		client: sshClient({env, log}),
		/** A file that the script has made; empty where it has not. */
		read,
		/** The arguments of each call, without the question for the version. */
		calls: async () => (await read('calls')).split('\n').filter(line => line !== '' && line !== '-V'),
	};
}

/** A proxy that lets us in and stays until it is ended. Its process id is in $here/proxy. */
export const goodProxy = `if is_proxy "$@"; then echo $$ >"$here/proxy"; : >"$(proxy_socket "$@")"; exec sleep 600; fi`;

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Looks until it is so; false when it takes longer than anything here may. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
	for (let look = 0; look < 10_000; look += 1) {
		if (await isSo()) return true;
		await setTimeout(10);
	}
	return false;
}
