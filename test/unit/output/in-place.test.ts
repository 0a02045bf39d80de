import test from 'ava';
import {inPlace} from '../../../src/output/in-place.ts';
import {screen} from './screen.ts';

/** One frame of a spinner that has no text of its own. */
const frame = (text: string, columns: number) => `⠋  ${inPlace(text, columns)}`;

test('the text stands one blank behind the sign, and the cursor is back at the start of the row', async t => {
	const {stream, rows, cursor} = screen();
	stream.write(frame('Health', 80));
	t.deepEqual(await rows(), ['⠋ Health']);
	t.is((await cursor()).column, 0);
});

test('what the last frame left in this row and below is erased', async t => {
	const {stream, rows} = screen();
	stream.write('⠋ a frame that a narrower window\nbroke in two\u001B[A\r');
	stream.write(frame('Health', 80));
	t.deepEqual(await rows(), ['⠋ Health']);
});

test('a text for more columns than there are stays in its row, and what is written afterwards wraps again', async t => {
	const {stream, rows} = screen(20);
	stream.write(frame('1 of 2 instances are healthy', 80));
	t.is((await rows()).length, 1);
	stream.write('\u001B[K123456789 123456789 12');
	t.deepEqual(await rows(), ['123456789 123456789 ', '12']);
});

test('the last column is left free', async t => {
	const {stream, rows} = screen(20);
	stream.write(frame('123456789 1234567', 20));
	t.deepEqual(await rows(), ['⠋ 123456789 1234567']);
	stream.write(frame('123456789 12345678', 20));
	t.deepEqual(await rows(), ['⠋ 123456789 123456…']);
});
