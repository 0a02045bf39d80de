import {type GenericSchema, nullish} from 'valibot';
import {ApiError} from '../errors/api-error.ts';
import {aDocument, aList, anObject, aText} from '../errors/expected.ts';
import type {JsonObject} from '../errors/json.ts';
import type {Http} from './http.ts';
import {answerAs} from './json.ts';

export type Repository = {name: string; uri: string};

export type Package = {
	name: string;
	version: string;
	/** The JSON schema of the options; null when the package takes none. */
	config: JsonObject | null;
};

export type InstalledService = {
	/** With a leading slash. */
	appId: string;
	packageName: string;
	packageVersion: string;
};

export type ServiceDescription = {
	packageVersion: string;
	/** The options after the defaults were filled in; null when Cosmos did not keep them. */
	resolvedOptions: JsonObject | null;
	/** Those that were given when it was installed or updated; null when Cosmos did not keep them. */
	givenOptions: JsonObject | null;
	/** The schema of this version's options; null when the package takes none. */
	config: JsonObject | null;
	/** The versions to which it can be changed. */
	changesTo: readonly string[];
};

export type UpdateRequest = {
	appId: string;
	packageVersion: string;
	/** In place of all that were given before. */
	options: JsonObject;
};

export type InstallRequest = {packageName: string; packageVersion: string; options: JsonObject};

/** The package manager. After a failure reads are repeated, and of the writes those that are safe to repeat. */
export type Cosmos = {
	/** null when no repository has the package (or the version). Fails as a whole when one repository does not answer. */
	describe(packageName: string, packageVersion?: string): Promise<Package | null>;
	/** The versions on offer, in no order; null when no repository has the package. */
	versions(packageName: string): Promise<readonly string[] | null>;
	installed(packageName: string): Promise<readonly InstalledService[]>;
	/** null when there is no such app. Fails as a whole when one repository does not answer. */
	describeService(appId: string): Promise<ServiceDescription | null>;
	/** The app that an installation would start. */
	render(request: InstallRequest): Promise<JsonObject>;
	/** `exists`: Marathon has an app of that id, which need not be this package's. */
	install(request: InstallRequest): Promise<'installed' | 'exists'>;
	/** The service restarts with other options, and perhaps another version. */
	update(request: UpdateRequest): Promise<void>;
	/** Begins to stop the service; Cosmos does not wait for the tasks to end. `absent`: there is no such service of the package. */
	uninstall(service: {packageName: string; appId: string}): Promise<'stopping' | 'absent'>;
	/** In order of priority. */
	repositories(): Promise<readonly Repository[]>;
	/** Cosmos fetches the repository before it adds it. */
	addRepository(repository: Repository & {index?: number}): Promise<void>;
	/** Both name and address must match. Safe to repeat: one that is gone already is fine. */
	removeRepository(repository: Repository): Promise<void>;
};

const mediaType = (kind: string, version = 1) => `application/vnd.dcos.${kind}+json;charset=utf-8;version=v${version}`;

/** Cosmos takes content-type and accept only when they are exact, and decides errors by `type`: nearly all are status 400. */
export function cosmosOver(http: Http): Cosmos {
	const post = async <S extends GenericSchema>({path, kind, version, body, repeatable}: Call, answer: S) => {
		const headers = {'content-type': mediaType(`${kind}-request`), accept: mediaType(`${kind}-response`, version)};
		const text = JSON.stringify(body);
		// Admin Router gives Cosmos 300 s, since it may have to fetch every repository
		const request = {method: 'POST', path, headers, body: text, expect: [200], repeatable, timeout: 300_000} as const;
		return answerAs(await http(request), answer);
	};
	return {
		async describe(packageName, packageVersion) {
			const body = {packageName, ...(packageVersion && {packageVersion})};
			const call = {path: '/package/describe', kind: 'package.describe', version: 3, body, repeatable: true};
			const found = await orNull(post(call, described), ['PackageNotFound', 'VersionNotFound']);
			return found && {name: found.package.name, version: found.package.version, config: found.package.config ?? null};
		},
		async versions(packageName) {
			const body = {packageName, includePackageVersions: true};
			const call = {path: '/package/list-versions', kind: 'package.list-versions', body, repeatable: true};
			const found = await orNull(post(call, versionList), ['PackageNotFound']);
			return found && Object.keys(found.results);
		},
		async installed(packageName) {
			const call = {path: '/package/list', kind: 'package.list', body: {packageName}, repeatable: true};
			return (await post(call, packageList)).packages.map(listed => ({
				appId: listed.appId,
				packageName: listed.packageInformation.packageDefinition.name,
				packageVersion: listed.packageInformation.packageDefinition.version,
			}));
		},
		async describeService(appId) {
			const call = {path: '/cosmos/service/describe', kind: 'service.describe', body: {appId}, repeatable: true};
			const found = await orNull(post(call, describedService), ['MarathonAppNotFound']);
			if (found === null) return null;
			const {version: packageVersion, config} = found.package;
			return {
				packageVersion,
				resolvedOptions: found.resolvedOptions ?? null,
				givenOptions: found.userProvidedOptions ?? null,
				config: config ?? null,
				changesTo: [...(found.upgradesTo ?? []), ...(found.downgradesTo ?? [])],
			};
		},
		async render(request) {
			const call = {path: '/package/render', kind: 'package.render', body: request, repeatable: true};
			return (await post(call, rendered)).marathonJson;
		},
		async install(request) {
			const call = {path: '/package/install', kind: 'package.install', version: 2, body: request};
			return (await orNull(post(call, anything), ['PackageAlreadyInstalled'])) === null ? 'exists' : 'installed';
		},
		async update(request) {
			const body = {...request, replace: true};
			await post({path: '/cosmos/service/update', kind: 'service.update', body}, anything);
		},
		async uninstall(body) {
			const call = {path: '/package/uninstall', kind: 'package.uninstall', body, repeatable: true};
			const absent = ['PackageNotInstalled', 'UninstallNonExistentAppForPackage'];
			return (await orNull(post(call, anything), absent)) === null ? 'absent' : 'stopping';
		},
		async repositories() {
			const call = {path: '/package/repository/list', kind: 'package.repository.list', body: {}, repeatable: true};
			return (await post(call, repositoryList)).repositories;
		},
		async addRepository(repository) {
			await post({path: '/package/repository/add', kind: 'package.repository.add', body: repository}, anything);
		},
		async removeRepository(body) {
			const call = {path: '/package/repository/delete', kind: 'package.repository.delete', body, repeatable: true};
			await orNull(post(call, anything), ['RepositoryNotPresent']);
		},
	};
}

type Call = {path: string; kind: string; version?: number; body: unknown; repeatable?: boolean};

const packageDefinition = anObject({name: aText, version: aText});
const described = anObject({package: anObject({name: aText, version: aText, config: nullish(aDocument)})});
const describedService = anObject({
	package: anObject({version: aText, config: nullish(aDocument)}),
	resolvedOptions: nullish(aDocument),
	userProvidedOptions: nullish(aDocument),
	upgradesTo: nullish(aList(aText)),
	downgradesTo: nullish(aList(aText)),
});
const versionList = anObject({results: aDocument});
const packageList = anObject({
	packages: aList(anObject({appId: aText, packageInformation: anObject({packageDefinition})})),
});
const rendered = anObject({marathonJson: aDocument});
const repositoryList = anObject({repositories: aList(anObject({name: aText, uri: aText}))});
/** What a write did is told by its status. */
const anything = anObject({});

async function orNull<T>(answer: Promise<T>, types: readonly string[]): Promise<T | null> {
	return answer.catch(error => {
		if (error instanceof ApiError && error.answer.type !== null && types.includes(error.answer.type)) return null;
		throw error;
	});
}
