// pkg's own function, because its command line offers neither assets nor a Node.js of one's own.
import pkg from '@yao-pkg/pkg/lib-es5/sea.js';

const [launcher = '', app = '', nodePath = '', output = ''] = process.argv.slice(2);

await pkg.default(launcher, {
	nodePath,
	targets: [{nodeRange: `node${process.versions.node}`, platform: 'linux', arch: 'x64', output}],
	seaConfig: {disableExperimentalSEAWarning: true, useSnapshot: false, useCodeCache: false, assets: {app}},
});
