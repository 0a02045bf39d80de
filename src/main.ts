import {realRuntime} from './real-world.ts';
import {run} from './run.ts';

// A result that nobody reads any more (`| head -1`) and a terminal that was closed are no failures of ours
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

void realRuntime(process)
	.then(runtime => run(process.argv.slice(2), runtime))
	.then(code => {
		process.exitCode = code;
	});
