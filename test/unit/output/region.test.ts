import {execFile} from 'node:child_process';
import {mock} from 'node:test';
import {promisify} from 'node:util';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {region} from '../../../src/output/region.ts';
import {screen} from './screen.ts';

// nothing is drawn unless it is asked for
mock.timers.enable({apis: ['setInterval']});

/** A region whose rows can be changed. */
function drawn(t: ExecutionContext, rows: readonly string[], ...size: Parameters<typeof screen>) {
	const terminal = screen(...size);
	terminal.stream.write('above\n');
	let now = rows;
	let frames = 0;
	const shown = region(terminal.stream, () => {
		frames += 1;
		return now;
	});
	let stopped = false;
	const stop = () => {
		if (!stopped) shown.stop();
		stopped = true;
	};
	t.teardown(stop);
	const draw = (next: readonly string[] = now) => {
		now = next;
		terminal.stream.write('\r');
	};
	return {...terminal, keep: (line: string) => shown.keep(line), stop, draw, frames: () => frames};
}

test('the rows are drawn over each other, and the cursor is at the start of the first one', async t => {
	const {rows, draw, cursor, stop} = drawn(t, ['one', 'two', 'three']);
	t.deepEqual(await rows(), ['above', 'one', 'two', 'three']);
	t.deepEqual(await cursor(), {column: 0, row: 1});
	draw(['1']);
	t.deepEqual(await rows(), ['above', '1']);
	t.deepEqual(await cursor(), {column: 0, row: 1});
	draw(['a longer one', 'b']);
	t.deepEqual(await rows(), ['above', 'a longer one', 'b']);
	stop();
	t.deepEqual(await rows(), ['above']);
	t.deepEqual(await cursor(), {column: 0, row: 1});
});

test('a line that is kept is written with the next frame, or at the end', async t => {
	const {rows, keep, draw, stop} = drawn(t, ['one', 'two']);
	keep('kept');
	t.deepEqual(await rows(), ['above', 'one', 'two']);
	draw();
	t.deepEqual(await rows(), ['above', 'kept', 'one', 'two']);
	keep('kept, too');
	stop();
	t.deepEqual(await rows(), ['above', 'kept', 'kept, too']);
});

test('a kept line that is as wide as the window or wider stays whole', async t => {
	const {rows, keep, draw} = drawn(t, ['one and more', 'two and more', 'three and more'], 20);
	keep('12345678901234567890');
	keep('12345678901234567890abc');
	draw();
	t.deepEqual((await rows()).slice(1), [
		'12345678901234567890',
		'12345678901234567890',
		'abc',
		'one and more',
		'two and more',
		'three and more',
	]);
});

test('what somebody else writes stands above, after what was kept before, and is not written over', async t => {
	const {rows, keep, stream, draw} = drawn(t, ['one', 'two']);
	keep('kept');
	stream.write('\nsomebody else\n');
	t.deepEqual(await rows(), ['above', 'kept', '', 'somebody else', 'one', 'two']);
	stream.write('no end');
	stream.write(Buffer.from('bytes'));
	stream.write('');
	draw();
	t.deepEqual((await rows()).slice(4), ['no end', 'bytes', 'one', 'two']);
});

test('whoever writes is told when it is written', async t => {
	const {stream} = drawn(t, ['one']);
	await new Promise<void>(resolve => stream.write('somebody else\n', () => resolve()));
	await t.notThrowsAsync(new Promise<void>(resolve => stream.write('somebody else\n', 'utf8', () => resolve())));
});

test('at the end the stream is as it was, and the cursor is shown again', t => {
	const {stream, stop, written} = drawn(t, ['one']);
	stop();
	const before = written();
	stream.write('after\n');
	t.is(written(), `${before}after\n`);
	t.true(before.lastIndexOf('\u001B[?25h') > before.lastIndexOf('\u001B[?25l'));
});

test('at the bottom of a window it scrolls by what is kept, and by nothing else', async t => {
	const {rows, keep, draw} = drawn(t, ['one', 'two', 'three'], 80, 5);
	for (let time = 0; time < 10; time += 1) draw();
	t.deepEqual(await rows(), ['above', 'one', 'two', 'three']);
	const kept = Array.from({length: 10}, (_, index) => `kept ${index}`);
	for (const line of kept) keep(line);
	draw();
	t.deepEqual(await rows(), ['above', ...kept, 'one', 'two', 'three']);
});

test('it does not erase from the first cell on, which tmux would keep in its history', t => {
	const {draw, keep, written} = drawn(t, ['one', 'two']);
	keep('kept');
	draw();
	for (const first of ['\r', '\r\u001B[K']) t.false(written().includes(`${first}\u001B[J`));
});

for (const breaks of [true, false]) {
	test(`a window that gets narrower ${breaks ? 'and breaks rows' : 'and cuts rows'} leaves the cursor where it is`, async t => {
		const {rows, draw, resize} = drawn(t, ['a first row that is broken', 'two', 'three'], 80, 24, {breaks});
		for (const columns of [20, 10, 30]) {
			resize(columns);
			draw(['one', 'two', 'three']);
			const seen = (await rows()).map(row => row.trimEnd());
			t.deepEqual(seen, ['above', 'one', 'two', 'three']);
		}
	});
}

test('a frame that is on its way while the window gets narrower does not wrap', async t => {
	const {rows, draw} = drawn(t, ['one', 'two'], 20);
	draw(['a row that is wider than twenty', 'another one that is wider than that']);
	t.is((await rows()).length, 3);
});

test.serial('it is drawn every 80 milliseconds, and not while the terminal does not take it', t => {
	const {frames, stream, keep, stop} = drawn(t, ['one']);
	t.is(frames(), 1);
	for (let time = 0; time < 1000; time += 1) keep('kept');
	t.is(frames(), 1);
	mock.timers.tick(1000);
	t.is(frames(), 13);
	Object.defineProperty(stream, 'writableNeedDrain', {value: true, configurable: true});
	mock.timers.tick(1000);
	t.is(frames(), 13);
	stop();
	mock.timers.tick(1000);
	t.is(frames(), 13);
});

test('it does not keep the process alive', async t => {
	const source = JSON.stringify(import.meta.resolve('../../../src/output/region.ts'));
	const program = `const {region} = await import(${source}); region(process.stderr, () => ['one']); console.log('ended')`;
	const node = promisify(execFile)(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
		timeout: 30_000,
	});
	t.is((await node).stdout, 'ended\n');
});
