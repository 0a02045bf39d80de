import test from 'ava';
import {warnOfRepair} from '../../../src/options/warn-of-repair.ts';
import {lineProgress} from '../../../src/output/line-log.ts';

function warnings(repaired?: {line: number}): string[] {
	const lines: string[] = [];
	const file = {path: './x.json', text: '{}', value: {}, ...(repaired && {repaired})};
	warnOfRepair(
		file,
		lineProgress(line => lines.push(line)),
	);
	return lines;
}

test('a file that was repaired is warned of, with what was wrong and where', t => {
	t.deepEqual(warnings({line: 16}), [
		'Warning: the options file ./x.json has a stray quotation mark in line 16 (as the sample in the documentation of DC/OS 1.13 to 2.2); it is read without it\n',
	]);
});

test('nothing is said of a file that is JSON as it is', t => {
	t.deepEqual(warnings(), []);
});
