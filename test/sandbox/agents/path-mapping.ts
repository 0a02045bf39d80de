import {join} from 'node:path';
import {Transform} from 'node:stream';
import {type AgentPaths, type Isolation, loginScript} from './isolation.ts';
import {startProgram} from './running-command.ts';

/**
 * The fallback where no user namespace is to be had (macOS, hardened Linux): /etc/docker and /run/dcos are rewritten to the
 * agent's own directories in the command and in what it reads, and back in what it prints. A path that a script puts
 * together from pieces escapes it, and every other path is this machine's own.
 */
export function pathMapping(machine: string): Isolation {
	return {
		way: 'path mapping',
		paths: root => pathsIn(root, machine),
		start({root, lacks, command}) {
			const inside = ['/etc/docker', '/run/dcos'].map(path => [path, join(root, path)] as const);
			const outside = inside.map(([path, mapped]) => [mapped, path] as const);
			const words = ['-c', loginScript(pathsIn(root, machine), lacks), 'sh', rewrite(command, inside)];
			const running = startProgram('/bin/sh', words, {cwd: root, env: environment(root)});
			const stdin = rewriting(inside);
			stdin.pipe(running.stdin);
			return {
				...running,
				stdin,
				stdout: running.stdout.pipe(rewriting(outside)),
				stderr: running.stderr.pipe(rewriting(outside)),
			};
		},
	};
}

function pathsIn(root: string, machine: string): AgentPaths {
	return {
		programs: join(root, 'programs'),
		inside: '',
		names: join(machine, 'names.json'),
		certsD: join(root, 'etc/docker/certs.d'),
		dockerState: join(root, 'run/docker'),
	};
}

function environment(root: string): Record<string, string> {
	return {
		PATH: '/usr/bin:/bin',
		HOME: join(root, 'root'),
		TMPDIR: join(root, 'tmp'),
		USER: 'root',
		LOGNAME: 'root',
		SHELL: '/bin/sh',
	};
}

type Rewrites = readonly (readonly [from: string, to: string])[];

function rewrite(text: string, rewrites: Rewrites): string {
	return rewrites.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

/** Rewrites whole lines, so that no path is cut in two by the pieces in which the text arrives. */
function rewriting(rewrites: Rewrites): Transform {
	let unfinished = '';
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			// latin1 keeps every byte as it is, whatever the text's encoding.
			const text = unfinished + chunk.toString('latin1');
			const lines = text.lastIndexOf('\n') + 1;
			unfinished = text.slice(lines);
			done(null, Buffer.from(rewrite(text.slice(0, lines), rewrites), 'latin1'));
		},
		flush(done) {
			done(null, Buffer.from(rewrite(unfinished, rewrites), 'latin1'));
		},
	});
}
