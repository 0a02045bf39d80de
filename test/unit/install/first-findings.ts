import type {JsonObject} from '../../../src/errors/json.ts';
import type {Offer} from '../../../src/install/check-package.ts';
import type {Findings} from '../../../src/install/preflight.ts';
import {defaults, type InstallRequest} from '../../../src/install/request.ts';
import type {AccountState} from '../../../src/install/service-account.ts';
import type {Subject} from '../../../src/install/subject.ts';
import type {InstalledRegistry} from '../../../src/registry/installed.ts';
import {config, definition} from './package.ts';

/** What a user wishes who gives no flag but a file and a minute. */
export const request: InstallRequest = {
	optionsPath: 'o.json',
	packageVersion: null,
	serviceName: null,
	instances: null,
	serviceAccount: null,
	serviceAccountSecret: null,
	makeAccount: true,
	repository: defaults.repository,
	bootstrapRepository: defaults.bootstrapRepository,
	update: false,
	atomic: false,
	wait: true,
	timeout: 60_000,
	check: false,
	dryRun: false,
};

/** What is on offer where all repositories answer. */
export const offer: Offer = {repositories: [], definition, bootstrap: null, broken: null, checks: []};

/** The first installation of a registry r. */
export const subject: Subject = {
	service: 'r',
	definition,
	asked: true,
	options: {service: {name: 'r'}},
	resolved: {service: {name: 'r', instances: 1, mem: 2048}},
	account: {uid: null, defaultUid: 'r-account', secretPath: 'r/service-account'},
	installed: null,
	others: [],
};

export const noAccount: AccountState = {
	uid: 'r-account',
	secretPath: 'r/service-account',
	secret: false,
	account: false,
	granted: false,
	loginEndpoint: null,
	problem: null,
};

export const wholeAccount: AccountState = {...noAccount, secret: true, account: true, granted: true};

/** What is found before that installation. */
export const findings: Findings = {
	service: 'r',
	package: definition,
	options: subject.options,
	resolved: subject.resolved,
	account: noAccount,
	installed: null,
	change: 'install',
	app: {id: '/r'},
	repository: {name: 'Registry', uri: 'https://r.marathon.l4lb.thisdcos.directory/repo', index: 0},
	silent: false,
	bootstrap: null,
};

/** A registry that runs with these options, all of them given; null where the cluster did not keep them. */
export function installed(
	options: JsonObject | null = subject.resolved,
	over: Partial<InstalledRegistry> = {},
): InstalledRegistry {
	return {appId: '/r', packageVersion: '2.0.0', options, given: options, config, ...over};
}
