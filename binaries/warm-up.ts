// Runs the app as the launcher does, and keeps what V8 has compiled until then: the functions that every start needs.
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Script} from 'node:vm';

const [app = '', output = ''] = process.argv.slice(2);
const starts = [
	['--help'],
	['install', '--help'],
	['storage', 'show', '--no-such-flag'],
	['trust-agents', '--dry-run'],
];

const script = new Script(readFileSync(app, 'latin1'), {filename: 'dcos-registry'});
const load = script.runInThisContext() as (...given: unknown[]) => void;
const require = createRequire(import.meta.url);

// Each start is over when the process has nothing more to do.
process.on('beforeExit', () => {
	const words = starts.shift();
	if (words === undefined) {
		writeFileSync(output, script.createCachedData());
		process.exit(0);
	}
	process.argv = [process.execPath, process.execPath, 'registry', ...words];
	const module = {exports: {}};
	// Work of the event loop, without which this event would not come again.
	setImmediate(() => load.call(module.exports, require, module, module.exports, process.execPath));
});
