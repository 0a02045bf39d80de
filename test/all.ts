import {join} from 'node:path';
import {execa} from 'execa';
import {testGroups} from './support/test-groups.ts';

// The tests of `npm test`. Files that load the same things and take little each are put together; words go to ava.

const project = join(import.meta.dirname, '..');

/** Each in threads of its own. */
const together: Readonly<Record<string, readonly string[]>> = {
	unit: ['test/unit/**/*.test.ts', 'test/*.test.ts'],
	sandbox: ['test/sandbox/**/*.test.ts'],
};
/** By themselves: the agents' script on many trees, real agents, and the executable. */
const alone = ['test/exhaustive/**/*.test.ts', 'test/real-agents/**/*.test.ts', 'test/binary/**/*.test.ts'];

async function all(words: readonly string[]): Promise<number> {
	const groups = await testGroups(together);
	try {
		// all threads of tests share these: while four of them make keys or look up names, no other test could read a file
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

process.exitCode = await all(process.argv.slice(2));
