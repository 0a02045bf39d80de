// pkg's own function, because its command line offers no assets.
import path from 'node:path';
import pkg from '@yao-pkg/pkg/lib-es5/sea.js';
import {targets} from './targets.ts';

const [targetName, launcher = '', app = '', cache = '', output = ''] = process.argv.slice(2);

const seaConfig = {
	// Node.js writes this path into the blob: in full, it would differ with the folder of the build. It is relative to a folder of
	// pkg's in TMPDIR, where the launcher stands.
	main: `../${path.basename(launcher)}`,
	disableExperimentalSEAWarning: true,
	useSnapshot: false,
	useCodeCache: false,
	assets: {app, cache},
	// Whoever can set NODE_OPTIONS would run what they like in it, and anybody of the same user could attach a debugger by SIGUSR1.
	execArgvExtension: 'none',
	execArgv: ['--disable-sigusr1'],
};

await pkg.default(launcher, {
	// It would call Apple's codesign, which is not on Linux: what needs a signature gets it afterwards.
	signature: false,
	targets: targets
		.filter(({name}) => name === targetName)
		.map(({platform, arch}) => ({nodeRange: `node${process.versions.node}`, platform, arch, output})),
	seaConfig,
});
