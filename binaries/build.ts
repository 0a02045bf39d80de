import {build} from './plugin.ts';

if (process.platform === 'linux' && process.arch === 'x64') {
	const {binary, zip} = await build();
	process.stdout.write(`${binary}\n${zip}\n`);
} else {
	process.stderr.write(
		`Error: the build makes the linux-x64 binary only, out of a Node.js that runs there, and this is ${process.platform}-${process.arch}\n`,
	);
	process.exitCode = 1;
}
