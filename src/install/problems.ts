import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {JsonObject} from '../errors/json.ts';
import {dotted, type JsonPath, textAt, valueAt} from '../options/json-path.ts';
import {differences, merge} from '../options/merge.ts';
import {lineOf, type OptionsFile} from '../options/options-file.ts';
import {defaultsOf} from '../options/schema.ts';
import {inSchema, servicePlaces, shapeOf} from '../options/shape.ts';
import {validate} from '../options/validate.ts';
import {backendIn} from '../registry/backends.ts';
import {appId, mayRead} from '../registry/naming.ts';
import {optionsOf, s3Option} from '../registry/package-options.ts';
import type {Findings} from './findings.ts';
import {repositoryName} from './repository.ts';

/** Something that stands in the way, and what to do about it. */
export type Problem = {what: string; hint: string};

/** An installation without a choice would keep the packages on one agent's disk for good: that must be somebody's wish. */
export function storageProblem({installed}: Findings, file: OptionsFile): Problem[] {
	if (file.text !== null || installed !== null) return [];
	return [
		{
			what: `there is no options file ${file.path}, so no storage is chosen, and it cannot be changed after the installation`,
			hint: "choose one: dcos registry storage s3; or for one instance on an agent's disk: dcos registry storage local",
		},
	];
}

export function validationProblems(findings: Findings, file: OptionsFile): Problem[] {
	const {config} = findings.package;
	const faults = validate(config, findings.options) ?? [];
	return faults.map(({pointer, path, expected, found, unwanted}) => {
		const place = placeInFile(path, {file, config});
		const line = lineOf(file, place);
		const where = line === null ? file.path : `${file.path}, line ${line}`;
		const value = found === null ? '' : `, it is ${found}`;
		const hint = unwanted ? `take ${dotted(place)} out of ${file.path}` : `set ${dotted(place)} in ${file.path}`;
		return {what: `${pointer} ${expected}${value} (${where})`, hint};
	});
}

/** A file with the other version's shape says the same of the service at another place. */
function placeInFile(path: JsonPath, {file, config}: {file: OptionsFile; config: JsonObject | null}): JsonPath {
	const shape = shapeOf(config);
	const inService = shape.service.every((key, index) => path[index] === key);
	const places = inService ? servicePlaces(shape, path.slice(shape.service.length)) : [path];
	return places.find(each => lineOf(file, each) !== null) ?? path;
}

/** The package of 1.12 has no mount volumes, and Cosmos takes their options without a word: the packages would be gone with the task. */
export function volumeProblem({options, package: {config, version}}: Pick<Findings, 'options' | 'package'>): Problem[] {
	const known = config === null || valueAt(config, inSchema(optionsOf.volume)) !== undefined;
	if (known || backendIn(options) !== 'volume') return [];
	return [
		{
			what: `package-registry ${version} cannot keep its packages on a mount volume, and would ignore ${dotted(optionsOf.volume)}`,
			hint: 'choose another storage: dcos registry storage s3, or dcos registry storage local',
		},
	];
}

/** Only S3 can be shared: with storage on one agent's disk, every instance would have packages of its own. */
export function instancesProblem({options, package: {config}}: Pick<Findings, 'options' | 'package'>): Problem[] {
	const instances = valueAt(options, [...shapeOf(config).service, 'instances']);
	if (backendIn(options) === 's3' || typeof instances !== 'number' || instances <= 1) return [];
	return [
		{
			what: `${instances} instances are asked for, but only storage s3 can be shared by several`,
			hint: 'choose it with: dcos registry storage s3, or set instances to 1',
		},
	];
}

/** The secrets that the options name and that this run does not make must be there, and DC/OS must let the service read them. */
export async function secretProblems(
	{secrets}: ClusterApis,
	{service, options, accountNames}: Findings,
): Promise<Problem[]> {
	const credential = textAt(options, s3Option.secret);
	const used = [accountNames.secretPath, ...(credential ? [credential] : [])];
	const unreadable = used
		.filter(path => !mayRead(service, path))
		.map(path => ({what: `the service ${service} may not read the secret ${path}`, hint: `keep it below ${service}/`}));
	const missing = credential && (await secrets.read(credential)) === null;
	return missing
		? [...unreadable, {what: `the secret ${credential} does not exist`, hint: 'make it with: dcos registry storage s3'}]
		: unreadable;
}

export async function nameProblem({marathon}: ClusterApis, {service, installed}: Findings): Promise<Problem[]> {
	if (installed !== null || (await marathon.app(appId(service))) === null) return [];
	return [
		{
			what: `another service has the name ${appId(service)} and is no package registry`,
			hint: 'choose another name with --service-name',
		},
	];
}

/** A registry that runs with other options is not touched. */
export function installedProblem({installed, options, package: {config}}: Findings): Problem[] {
	if (installed === null || installed.options === null) return [];
	const differing = differences(installed.options, merge(defaultsOf(config), options));
	if (differing.length === 0) return [];
	const shown = differing.map(
		({path, here, there}) => `${dotted(path)} is ${JSON.stringify(here)}, not ${JSON.stringify(there)}`,
	);
	return [
		{
			what: `${installed.appId} is installed already with other options: ${shown.join('; ')}`,
			hint: 'bring the options file in line, or change the service in the user interface of DC/OS',
		},
	];
}

export function repositoryProblem({repository, repositoryUri}: Findings): Problem[] {
	if (repository !== 'name taken') return [];
	return [
		{
			what: `the cluster has a package repository "${repositoryName}" that is not ${repositoryUri}`,
			hint: `take it out if it is not needed: dcos package repo remove ${repositoryName}`,
		},
	];
}
