import test from 'ava';
import {steadyWidth} from '../../../src/output/steady-width.ts';

test('half of a window is used while it is being resized, and the whole of it when it keeps its width', t => {
	const stream = {columns: 80};
	let time = 0;
	const columns = steadyWidth(stream, () => time);
	t.is(columns(), 80);
	stream.columns = 61;
	t.is(columns(), 30);
	time = 499;
	t.is(columns(), 30);
	stream.columns = 60;
	t.is(columns(), 30);
	time = 998;
	t.is(columns(), 30);
	time = 999;
	t.is(columns(), 60);
});
