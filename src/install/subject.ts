import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package} from '../dcos/cosmos.ts';
import type {JsonObject} from '../errors/json.ts';
import {merge} from '../options/merge.ts';
import type {OptionsFile} from '../options/options-file.ts';
import {defaultsOf} from '../options/schema.ts';
import {type InstalledRegistry, installedRegistries} from '../registry/installed.ts';
import {chosenName} from '../registry/known-package.ts';
import {accountName, appId, defaultSecret, packageName} from '../registry/naming.ts';
import {accountSecretOption, optionText} from '../registry/package-options.ts';
import type {Offer} from './check-package.ts';
import type {InstallRequest} from './request.ts';
import type {AccountWish} from './service-account.ts';
import {wantedOptions} from './wanted-options.ts';

/** What the installation is about. */
export type Subject = {
	/** Without outer slashes. */
	service: string;
	/** The version that is to run; null when nobody can say yet what it takes. */
	definition: Package | null;
	/** An options file says what is wished for; without one, an installed registry stays as it is. */
	asked: boolean;
	/** What Cosmos is to get, in the shape of that version. */
	options: JsonObject;
	/** The same after its defaults were filled in. */
	resolved: JsonObject;
	account: AccountWish;
	/** The registry that runs (or is being started) under this name; null when there is none. */
	installed: InstalledRegistry | null;
	/** Those under other names. */
	others: readonly InstalledRegistry[];
};

type Known = {file: OptionsFile; offer: Offer; dcosVersion: string};

/**
 * Decides name, version and options. An installed registry stays at its version unless another one is asked for, and
 * what no flag and no options file says stays as it is, whoever installed it.
 */
export async function findSubject(request: InstallRequest, cluster: ClusterApis, known: Known): Promise<Subject> {
	const {file, offer, dcosVersion} = known;
	const service = chosenName({
		wanted: request.serviceName,
		options: file.value,
		known: {dcosVersion, definition: offer.definition},
	});
	const registries = await installedRegistries(cluster);
	const installed = registries.find(each => each.appId === appId(service)) ?? null;
	const definition = definitionToRun(request, offer, installed);
	const secretPath =
		request.serviceAccountSecret ??
		optionText(file.value, accountSecretOption) ??
		optionText(installed?.options ?? {}, accountSecretOption) ??
		defaultSecret.serviceAccount(service);
	const config = definition?.config ?? null;
	const options = wantedOptions(givenOptions(file, installed), {
		config,
		service,
		accountSecret: secretPath,
		instances: request.instances,
	});
	return {
		service,
		definition,
		asked: file.text !== null,
		options,
		resolved: merge(defaultsOf(config), options),
		account: {uid: request.serviceAccount, defaultUid: accountName(service), secretPath},
		installed,
		others: registries.filter(each => each !== installed),
	};
}

function definitionToRun(
	{packageVersion}: InstallRequest,
	{definition}: Offer,
	installed: InstalledRegistry | null,
): Package | null {
	if (installed === null || (packageVersion !== null && packageVersion !== installed.packageVersion)) return definition;
	const {packageVersion: version, config} = installed;
	return {name: packageName, version, config: config ?? definition?.config ?? null};
}

/** Without a file nothing is wished for: then what was given at the installation counts. */
function givenOptions({text, value}: OptionsFile, installed: InstalledRegistry | null): JsonObject {
	return text === null ? (installed?.given ?? installed?.options ?? value) : value;
}
