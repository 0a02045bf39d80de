import {fileNames, type PluginFile} from '../../binaries/plugin-files.ts';
import type {ZippedFile} from '../../binaries/plugin-zip.ts';
import type {Component, Sbom} from '../../binaries/sbom.ts';
import type {Target} from '../../binaries/targets.ts';

type Files = readonly ZippedFile[];

/** Something that happened to a zip on its way, and how a verification names it. */
export type Tampering = {what: string; done: (files: Files, target: Target) => Files; named: RegExp};

/** Those that any zip can meet. */
export const tamperings: readonly Tampering[] = [
	{
		what: 'a file that was taken out',
		done: files => files.filter(({name}) => !name.startsWith('completion/')),
		named: /^completion\/bash\/dcos-registry\.sh is missing$/,
	},
	{
		what: 'a file that was put in',
		done: files => [...files, {...one(files, fileNames.licence), name: 'bin/more'}],
		named: /^bin\/more does not belong into it$/,
	},
	{
		what: 'a file that stands there twice',
		done: files => [...files, one(files, fileNames.licence)],
		named: /^its files stand in another order, or twice$/,
	},
	{
		what: 'an executable that may not be executed',
		done: (files, {executable}) => changed(files, executable, file => ({...file, mode: 0o100644})),
		named: /^bin\/dcos-registry(\.exe)? has the mode 100644, and not 100755$/,
	},
	{
		what: 'a file that others may write to',
		done: files => changed(files, fileNames.description, file => ({...file, mode: 0o100666})),
		named: /^plugin\.toml has the mode 100666, and not 100644$/,
	},
	{
		what: 'a time that is not the fixed one',
		done: files => changed(files, fileNames.bill, file => ({...file, mtime: new Date(2026, 0, 1)})),
		named: /^sbom\.cdx\.json has a time of its own, /,
	},
	{
		what: 'a plugin.toml that runs something else',
		done: files => replaced(files, fileNames.description, /path = ".*"/, 'path = "/bin/sh"'),
		named: /^plugin\.toml does not give dcos the one command registry at bin\/dcos-registry/,
	},
	{
		what: 'a plugin.toml that cannot be read',
		done: files => replaced(files, fileNames.description, 'schema_version', '['),
		named: /^plugin\.toml cannot be read: /,
	},
	{
		what: 'another licence',
		done: files => replaced(files, fileNames.licence, 'Apache', 'Other'),
		named: /^LICENSE is not the project's$/,
	},
	{
		what: 'a package without its licence',
		done: files => replaced(files, fileNames.thirdParty, /^got@/m, 'somewhere else: got@'),
		named: /^THIRD-PARTY-LICENSES\.txt has no licence of got@\d/,
	},
	{
		what: 'a package that the bill of materials leaves out',
		done: files => billed(files, bill => ({...bill, components: bill.components.filter(({name}) => name !== 'got')})),
		named: /^sbom\.cdx\.json does not name got@\d/,
	},
	{
		what: 'a package of another version',
		done: files => component(files, 'got', got => ({...got, version: '1.0.0'})),
		named: /^sbom\.cdx\.json names got 1\.0\.0, which is not what package-lock\.json pins$/,
	},
	{
		what: 'another Node.js',
		done: files => component(files, 'node', node => ({...node, hashes: [{alg: 'SHA-512', content: '0'.repeat(128)}]})),
		named: /^sbom\.cdx\.json does not name the Node\.js of package-lock\.json$/,
	},
	{
		what: 'a bill of materials of another version of the plugin',
		done: files =>
			billed(files, bill => ({
				...bill,
				metadata: {...bill.metadata, component: {...bill.metadata.component, version: '9.9.9'}},
			})),
		named: /^sbom\.cdx\.json is that of dcos-registry 9\.9\.9, and not of /,
	},
	{
		what: 'a bill of materials with a time',
		done: files => billed(files, bill => ({...bill, metadata: {...bill.metadata, timestamp: '2026-01-01T00:00:00Z'}})),
		named: /^sbom\.cdx\.json says when or by chance of what it was made$/,
	},
	{
		what: 'a bill of materials that is none',
		done: files => replaced(files, fileNames.bill, '"CycloneDX"', '"something"'),
		named: /^sbom\.cdx\.json is no valid CycloneDX document: /,
	},
	{
		what: 'a bare Node.js in place of the executable',
		done: (files, target) =>
			executable(files, target, content => content.fill('0', endOf(content, fuse), endOf(content, fuse) + 1)),
		named: /is a bare Node\.js: its fuse is not set$/,
	},
	{
		what: 'a plugin that is not there',
		done: (files, target) =>
			executable(files, target, content => content.fill('x', endOf(content, sealedApp) - 1, endOf(content, sealedApp))),
		named: /has no plugin among what is sealed in it$/,
	},
	{
		what: 'an executable that takes NODE_OPTIONS',
		done: (files, target) =>
			executable(files, target, content => content.fill(1, endOf(content, sealedHead), endOf(content, sealedHead) + 1)),
		named: /takes arguments for Node\.js from its environment$/,
	},
	{
		what: 'an executable that lets a debugger in',
		done: (files, target) =>
			executable(files, target, content =>
				content.fill('x', endOf(content, sealedSwitch) - 1, endOf(content, sealedSwitch)),
			),
		named: /lets a debugger in by SIGUSR1$/,
	},
	{
		what: 'an executable for another system',
		done: (files, target) => executable(files, target, content => content.fill(0, 0, 20)),
		named: /is no executable for /,
	},
];

const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';
/** How the asset's name stands in the blob: its length before it. */
const sealedApp = Buffer.from('\x03\0\0\0\0\0\0\0app', 'latin1');

/** How the blob begins: its magic number, and the flags for no warning, assets and arguments. */
const sealedHead = Buffer.from('20da430119000000', 'hex');
/** The argument for Node.js, with its length before it: Node.js itself has the word as well. */
const sealedSwitch = Buffer.from('\x11\0\0\0\0\0\0\0--disable-sigusr1', 'latin1');

function endOf(content: Buffer, wanted: string | Buffer): number {
	const at = content.indexOf(wanted);
	if (at === -1) throw new Error('the executable does not have what is to be changed');
	return at + wanted.length;
}

function one(files: Files, wanted: string): ZippedFile {
	const found = files.find(({name}) => name === wanted);
	if (found === undefined) throw new Error(`the zip has no ${wanted}`);
	return found;
}

export function changed(files: Files, wanted: string, change: (file: ZippedFile) => ZippedFile): Files {
	one(files, wanted);
	return files.map(file => (file.name === wanted ? change(file) : file));
}

/** The executable's bytes are copied before they are changed. */
export function executable(files: Files, target: Target, change: (content: Buffer) => Buffer): Files {
	return changed(files, target.executable, file => ({...file, content: change(Buffer.from(file.content))}));
}

function replaced(files: Files, wanted: PluginFile['name'], from: string | RegExp, to: string): Files {
	return changed(files, wanted, file => {
		const text = file.content.toString();
		if (text.replace(from, to) === text) throw new Error(`${wanted} has no ${String(from)}`);
		return {...file, content: Buffer.from(text.replace(from, to))};
	});
}

function billed(files: Files, change: (bill: Sbom) => Sbom): Files {
	return changed(files, fileNames.bill, file => ({
		...file,
		content: Buffer.from(JSON.stringify(change(JSON.parse(file.content.toString()) as Sbom))),
	}));
}

function component(files: Files, wanted: string, change: (component: Component) => Component): Files {
	return billed(files, bill => ({
		...bill,
		components: bill.components.map(each => (each.name === wanted ? change(each) : each)),
	}));
}
