import config from './ava.config.js';

// for test/support/test-groups.ts, which puts several test files into one
export default {
	...config,
	files: ['.tmp/groups-*/*.test.ts'],
	// those of trust and storage take the longest and must not be the last to begin
	sortTestFiles: (one, other) => other.localeCompare(one),
};
