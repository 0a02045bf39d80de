import {PassThrough} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import {liveProgress} from '../../../src/output/live-line.ts';

/** A terminal of 80 columns that keeps what was written. */
function terminal() {
	const stream = Object.assign(new PassThrough(), {
		isTTY: true,
		columns: 80,
		clearLine: () => true,
		cursorTo: () => true,
		moveCursor: () => true,
	});
	const lines = () => stripVTControlCharacters(String(stream.read() ?? '')).split('\n');
	return {stream: stream as unknown as NodeJS.WriteStream, lines};
}

test('each step that ended stays as a line with its sign', t => {
	const {stream, lines} = terminal();
	const progress = liveProgress({stream, color: false});
	const health = progress.step('Health');
	health.update('1 of 2');
	health.done('healthy');
	progress.step('Package').done();
	progress.step('Repository').unchanged('it is there');
	progress.step('Bucket').failed('NoSuchBucket');
	progress.clear();
	const kept = lines().map(line => line.trim());
	for (const line of [
		'✔ Health: healthy',
		'✔ Package',
		'= Repository: unchanged, it is there',
		'✖ Bucket: failed, NoSuchBucket',
	]) {
		t.true(
			kept.some(each => each.endsWith(line)),
			line,
		);
	}
});

test('a note and a warning stay above the step under way', t => {
	const {stream, lines} = terminal();
	const progress = liveProgress({stream, color: false});
	progress.step('Changing 2 agents');
	progress.note('[1/2] 10.0.0.1 changed');
	progress.warn('Warning: look');
	progress.clear();
	const kept = lines();
	t.true(kept.some(line => line.endsWith('[1/2] 10.0.0.1 changed')));
	t.true(kept.some(line => line.endsWith('Warning: look')));
});

test('clearing is safe to repeat', t => {
	const {stream} = terminal();
	const progress = liveProgress({stream, color: false});
	t.notThrows(() => {
		progress.clear();
		progress.clear();
	});
});
