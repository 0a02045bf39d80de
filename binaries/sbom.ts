import path from 'node:path';
import {execa} from 'execa';
import {type Locked, readLockfile} from './lockfile.ts';
import type {Target} from './targets.ts';

/** As much of a CycloneDX document as is looked at here. */
export type Sbom = {
	serialNumber?: string;
	metadata: {timestamp?: string; tools?: {components: Component[]}; component: Component};
	components: Component[];
	dependencies: {ref: string; dependsOn?: string[]}[];
};

export type Component = {
	type: string;
	name: string;
	group?: string;
	version: string;
	'bom-ref': string;
	purl?: string;
	hashes?: {alg: string; content: string}[];
	properties?: {name: string; value: string}[];
};

const cli = 'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js';

/**
 * The bill of materials of what is shipped: the packages in these folders, without those that a package asks for and the bundle
 * has no line of. `nodeComponent` adds the target's Node.js.
 */
export async function packagesBill(project: string, packages: readonly string[]): Promise<Sbom> {
	const flags = ['--omit', 'dev', 'optional', '--flatten-components', '--short-PURLs', '--output-reproducible'];
	const {stdout} = await execa(process.execPath, [path.join(project, cli), ...flags], {cwd: project});
	const bill = JSON.parse(stdout) as Sbom;
	const shipped = bill.components.filter(component => packages.includes(folderOf(component)));
	const refs = new Set([bill.metadata.component, ...shipped].map(component => component['bom-ref']));
	const tools = bill.metadata.tools?.components.filter(({name}) => name !== 'npm') ?? [];
	return {
		...bill,
		// The npm that ran is one of the machine's, and has no part in what is shipped.
		metadata: {...bill.metadata, tools: {components: tools}},
		components: shipped,
		dependencies: bill.dependencies
			.filter(({ref}) => refs.has(ref))
			.map(({ref, dependsOn}) => ({ref, dependsOn: dependsOn?.filter(other => refs.has(other))})),
	};
}

/** The folder of an npm package, `node_modules/got`; empty for what is none. */
export function folderOf({properties}: Component): string {
	return properties?.find(({name}) => name === 'cdx:npm:package:path')?.value ?? '';
}

/** The bill for one target, as the text of its file. */
export async function billFor(target: Target, bill: Sbom, project: string): Promise<string> {
	const locked = (await readLockfile(project)).get(`node_modules/${target.nodePackage}`);
	if (locked === undefined) throw new Error(`package-lock.json does not pin ${target.nodePackage}`);
	return `${JSON.stringify({...bill, components: [nodeComponent(target, locked), ...bill.components]}, null, 2)}\n`;
}

export function nodeComponent({nodePackage}: Target, {version, integrity}: Locked): Component {
	const purl = `pkg:npm/${nodePackage}@${version}`;
	return {type: 'platform', name: 'node', version, 'bom-ref': purl, purl, hashes: [hashOf(integrity)]};
}

/** The lockfile has the digest of the tarball in base64, CycloneDX wants hex. */
function hashOf(integrity: string): {alg: string; content: string} {
	return {alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')};
}
