import {realRuntime} from './real-world.ts';
import {run} from './run.ts';

/** Milliseconds that a connection or a file may keep the process after the run has ended. */
const longestEnd = 2000;

let over = false;
process.exitCode = 1;
process.on('beforeExit', () => {
	// what it waits for has gone without a word, and Node would end as if all were well
	if (!over) throw new Error('the run waits for something that will never come');
});

void realRuntime(process)
	.then(runtime => run(process.argv.slice(2), runtime))
	.then(code => {
		over = true;
		process.exitCode = code;
		setTimeout(() => process.exit(), longestEnd).unref();
	});
