import test from 'ava';
import {deeds} from '../../../src/output/deeds.ts';

test('what was done is told in its order, then what has not ended; what was well or failed is none of it', t => {
	const {progress, lines} = deeds();
	const secret = progress.step('Secret s3');
	const account = progress.step('Service account');
	progress.step('Package').failed('no');
	progress.step('Repository').unchanged('it is there');
	progress.step('Bare').done();
	const many = progress.many('Changing 3 agents', ['a', 'b', 'c', 'd']);
	many.update('a', 'over SSH');
	many.update('b', 'over SSH');
	many.update('b', 'restarting Docker');
	many.update('c', 'over SSH');
	many.ended('a', 'changed', 'well');
	many.ended('c', 'unchanged', 'unchanged');
	many.ended('d', 'failed, its disk is full', 'open');
	secret.done('stored');
	account.update('waiting');
	progress.note('a note');
	progress.warn('a warning');
	t.deepEqual(lines(), [
		'done before: Bare',
		'done before: a: changed',
		'ended before: d: failed, its disk is full',
		'done before: Secret s3: stored',
		'begun, and nobody knows how far: Service account',
		'begun, and nobody knows how far: b: restarting Docker',
	]);
});
