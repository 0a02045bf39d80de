import {Spec, Validation} from '@cyclonedx/cyclonedx-library';
import {heading} from './licences.ts';
import {fileNames} from './plugin-files.ts';
import {type Component, folderOf, nodeComponent, type Sbom} from './sbom.ts';
import type {Target} from './targets.ts';
import type {Expected} from './zip-faults.ts';

/** It keeps what it has made of the schema, which takes a second. */
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

type Beside = {target: Target; expected: Pick<Expected, 'version' | 'lockfile'>; licences: string};

/** What is wrong with a bill of materials, or with the licences that go with it. */
export async function billFaults(text: string, {target, expected, licences}: Beside): Promise<readonly string[]> {
	const invalid = await schemaFault(text);
	if (invalid !== null) return [`${fileNames.bill} is no valid CycloneDX document: ${invalid}`];
	const bill = JSON.parse(text) as Sbom;
	const faults = [
		...versionFaults(bill, expected.version),
		...((bill.serialNumber ?? bill.metadata.timestamp) === undefined
			? []
			: ['says when or by chance of what it was made']),
		...nodeFaults(bill, target, expected),
		...bill.components.flatMap(component => packageFaults(component, expected)),
	];
	return [...faults.map(fault => `${fileNames.bill} ${fault}`), ...licenceFaults(bill, licences)];
}

async function schemaFault(text: string): Promise<string | null> {
	try {
		JSON.parse(text);
		const found = await validator.validate(text);
		return found === null ? null : JSON.stringify(found);
	} catch (error) {
		return String(error);
	}
}

function versionFaults({metadata}: Sbom, version: string): readonly string[] {
	const {name, version: found} = metadata.component;
	return name === 'dcos-registry' && found === version ? [] : [`is that of ${name} ${found}, and not of ${version}`];
}

/** Node.js is the one that the lockfile pins for the target, by its digest. */
function nodeFaults({components}: Sbom, target: Target, {lockfile}: Beside['expected']): readonly string[] {
	const locked = lockfile.get(`node_modules/${target.nodePackage}`);
	const found = components.find(({name}) => name === 'node');
	const wanted = locked === undefined ? undefined : nodeComponent(target, locked);
	return JSON.stringify(found) === JSON.stringify(wanted) ? [] : ['does not name the Node.js of package-lock.json'];
}

function packageFaults(component: Component, {lockfile}: Beside['expected']): readonly string[] {
	if (component.name === 'node') return [];
	const {version, purl = ''} = component;
	const locked = lockfile.get(folderOf(component));
	if (locked?.version === version && purl === purlOf(component)) return [];
	return [`names ${nameOf(component)} ${version}, which is not what package-lock.json pins`];
}

/** The scope's @ is written %40 in a package URL. */
function purlOf(component: Component): string {
	return `pkg:npm/${nameOf(component).replace('@', '%40')}@${component.version}`;
}

function nameOf({group, name}: Component): string {
	return group === undefined ? name : `${group}/${name}`;
}

/** The bill and the licences name the same packages. */
function licenceFaults({components}: Sbom, licences: string): readonly string[] {
	const inBill = new Set(components.map(component => heading(nameOf(component), component.version)));
	const headings = [...licences.matchAll(/^(?=@?[\w.-]+(?:\/[\w.-]+)?@\d)(\S+) \(.+\)\n\n./gm)].map(
		([, title = '']) => title,
	);
	const inLicences = new Set(headings);
	return [
		...[...inBill]
			.filter(each => !inLicences.has(each))
			.map(each => `${fileNames.thirdParty} has no licence of ${each}`),
		...[...inLicences].filter(each => !inBill.has(each)).map(each => `${fileNames.bill} does not name ${each}`),
	];
}
