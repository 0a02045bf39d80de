import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import {appendOrWarn} from '../../../src/output/append-or-warn.ts';

test('a line that cannot be written is a warning, once, and the last one that is tried', t => {
	const tried: string[] = [];
	const warnings: string[] = [];
	const append = appendOrWarn(
		line => {
			tried.push(line);
			if (tried.length > 1) throw new FailedError('could not write x: no space left on the device');
		},
		line => warnings.push(line),
	);
	for (const line of ['one', 'two', 'three']) append(line);
	t.deepEqual(tried, ['one', 'two']);
	t.deepEqual(warnings, [
		'Warning: could not write x: no space left on the device; the events end here, the command goes on',
	]);
});
