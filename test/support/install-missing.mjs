// Runs under the machine's own Node, before the project's: puts in place what `npm test` and `npm run demo` need.
// Installs nothing when node_modules was made from the present lockfile, so it costs a few milliseconds.
import {spawnSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';

const lockfile = 'package-lock.json';
const installed = 'node_modules/.package-lock.json';

const upToDate = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs;
if (!upToDate) {
	process.stderr.write('installing the dependencies (npm ci) …\n');
	const {status} = spawnSync('npm', ['ci', '--loglevel=error'], {
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (status !== 0) process.exit(status ?? 1);
}
