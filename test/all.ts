import {glob} from 'node:fs/promises';
import {join} from 'node:path';
import {execa} from 'execa';
import {testGroups} from './support/test-groups.ts';

// `npm test`. Files of tests that load the same things and take little each are put together; words go to ava.

const project = join(import.meta.dirname, '..');

/**
 * Each set in a process or more of its own; what several match is in the first of them. Every other file is by itself: real agents,
 * packages, a crash at each step of the agents' script, and all faults of an installation.
 */
const together: Readonly<Record<string, readonly string[]>> = {
	executable: [
		'test/binary/{main-job,main-job-1-12,secrets,interruption,completion,official/hand-over,official/both-plugins,official/candidates,official/process}.test.ts',
	],
	exhaustive: ['test/exhaustive/trust/agent-script-!(crash).test.ts'],
	install: ['test/binary/{install-!(faults),lost-*,published-*}.test.ts'],
	package: ['test/binary/package-{node,needs,dependencies}.test.ts'],
	sandbox: ['test/sandbox/**/*.test.ts'],
	// a test of them waits for each shell that it starts, and the others of its process with it
	script: ['test/unit/trust/{agent-script*,script-files,sent-script,start-command}.test.ts'],
	storage: ['test/binary/{storage,installed,store,refusals,walk,agent}*.test.ts'],
	// the scenarios wait most of their time
	trust: ['test/binary/trust/scenarios.test.ts', 'test/binary/trust/!(real-scenarios).test.ts'],
	unit: ['test/unit/**/*.test.ts', 'test/*.test.ts'],
};

/** At once; each says what it has to say when it has ended. A failure of one is told with those of the others. */
async function prepare(): Promise<boolean> {
	const ends = ['lint', 'types', 'build'].map(async name => {
		const {failed, all: output} = await execa('npm', ['run', '--silent', name], {
			cwd: project,
			all: true,
			reject: false,
		});
		process.stderr.write(output === '' ? '' : `${output}\n`);
		return !failed;
	});
	return (await Promise.all(ends)).every(Boolean);
}

async function all(words: readonly string[]): Promise<number> {
	const groups = await testGroups(together);
	try {
		const alone: string[] = [];
		for await (const file of glob('test/**/*.test.ts', {cwd: project}))
			if (!groups.files.includes(file)) alone.push(file);
		// all tests of a process share these: while four of them make keys or look up names, no other test could read a file
		const {exitCode} = await execa('ava', ['--config', 'groups.config.js', ...words, groups.pattern, ...alone], {
			cwd: project,
			preferLocal: true,
			localDir: project,
			reject: false,
			stdio: 'inherit',
			env: {UV_THREADPOOL_SIZE: '16'},
		});
		return exitCode ?? 1;
	} finally {
		await groups.remove();
	}
}

// Ctrl-C ends the programs, which the terminal tells: what was made for them is removed then.
process.on('SIGINT', () => {});
process.exitCode = (await prepare()) ? await all(process.argv.slice(2)) : 1;
