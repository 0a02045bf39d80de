import {availableParallelism} from 'node:os';
import config from './ava.config.js';

/** Those that take long must not be the last to begin. */
const first = [
	'/trust-',
	'binary/install-faults',
	'/install-',
	'/storage-',
	'/executable-',
	'/script-',
	'/binary/package-all',
	'/exhaustive',
	'/binary/',
	'/real-agents/',
];
const place = file => first.findIndex(each => file.includes(each));
const rank = file => (place(file) === -1 ? first.length : place(file));

// for test/support/test-groups.ts, which puts several test files into one
export default {
	...config,
	files: ['.tmp/groups-*/*.test.ts', 'test/**/*.test.ts'],
	require: ['./test/support/note-time.ts'],
	// a process for each, since to start a program takes the longer the more memory the process has that starts it
	workerThreads: false,
	// many of them wait for a time limit or for somebody else's answer
	concurrency: availableParallelism() + 2,
	sortTestFiles: (one, other) => rank(one) - rank(other) || other.localeCompare(one),
};
