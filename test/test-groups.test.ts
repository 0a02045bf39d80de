import test from 'ava';
import {testGroups} from './support/test-groups.ts';

test('a test file is in the first of the sets that match it, and in no other', async t => {
	const groups = await testGroups({
		one: ['test/patterns.test.ts'],
		all: ['test/patterns.test.ts', 'test/test-groups.test.ts'],
	});
	t.teardown(groups.remove);
	t.deepEqual(groups.files, ['test/patterns.test.ts', 'test/test-groups.test.ts']);
});
