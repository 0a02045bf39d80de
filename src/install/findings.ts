import type {Package} from '../dcos/cosmos.ts';
import type {JsonObject} from '../errors/json.ts';
import type {InstalledRegistry} from '../registry/installed.ts';
import type {RepositoryState} from './repository.ts';
import type {AccountNames, AccountState} from './service-account.ts';

export type InstallRequest = {
	optionsPath: string;
	packageVersion: string | null;
	serviceName: string | null;
	instances: number | null;
	serviceAccount: string | null;
	serviceAccountSecret: string | null;
	/** Milliseconds. */
	timeout: number;
	dryRun: boolean;
};

/** What was found, and so what is left to do. */
export type Findings = {
	service: string;
	package: Package;
	/** What Cosmos gets. */
	options: JsonObject;
	accountNames: AccountNames;
	account: AccountState;
	/** null: it is to be installed. */
	installed: InstalledRegistry | null;
	repositoryUri: string;
	repository: RepositoryState;
};
