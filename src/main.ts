import {realRuntime} from './real-world.ts';
import {run} from './run.ts';

void realRuntime(process)
	.then(runtime => run(process.argv.slice(2), runtime))
	.then(code => {
		process.exitCode = code;
	});
