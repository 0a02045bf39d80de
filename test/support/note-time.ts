import {appendFileSync} from 'node:fs';
import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';

// In every process of tests: where TEST_TIMES names a file, this one's seconds from its start to its end are added to it.
const {TEST_TIMES: times} = process.env;
if (times !== undefined) {
	process.once('exit', () => {
		const seconds = Math.round(performance.now() / 1000);
		const file = relative(process.cwd(), fileURLToPath(test.meta.file));
		appendFileSync(times, `${String(seconds).padStart(5)} s  ${file}\n`);
	});
}
