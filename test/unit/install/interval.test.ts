import test from 'ava';
import {intervalAfter} from '../../../src/install/interval.ts';

test('the first looks follow each other fast, and all later ones every two seconds', t => {
	t.deepEqual([0, 1, 2, 3, 4, 500].map(intervalAfter), [300, 600, 1000, 2000, 2000, 2000]);
});
