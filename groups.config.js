import config from './ava.config.js';

/** Those that take long by waiting must not be the last to begin; of groups, those of trust and storage are. */
const first = ['binary/trust/scenarios', 'binary/install-faults', 'binary/', 'exhaustive/', 'real-agents/'];
const place = file => first.findIndex(each => file.includes(`test/${each}`));
const rank = file => (place(file) === -1 ? first.length : place(file));

// for test/support/test-groups.ts, which puts several test files into one
export default {
	...config,
	files: ['.tmp/groups-*/*.test.ts', 'test/**/*.test.ts'],
	require: ['./test/support/note-time.ts'],
	sortTestFiles: (one, other) => rank(one) - rank(other) || other.localeCompare(one),
};
