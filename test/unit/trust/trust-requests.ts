import {defaults} from '../../../src/trust/defaults.ts';
import type {RestartRules, SshWishes, TrustRequest} from '../../../src/trust/trust-request.ts';

export const sshWishes: SshWishes = {
	user: null,
	proxyIp: null,
	masterProxy: false,
	configFile: null,
	sshOptions: [],
	askSudoPassword: false,
};

export const restartRules: RestartRules = {
	when: 'auto',
	batch: defaults.batch,
	maxFailures: defaults.maxFailures,
	pause: 0,
	drain: false,
};

/** What nobody asked otherwise for. */
export const trustRequest: TrustRequest = {
	work: 'trust',
	serviceNames: [],
	notInstalledYet: false,
	filter: {only: [], exclude: [], type: null},
	ssh: sshWishes,
	caPath: defaults.caPath,
	caFingerprint: null,
	restart: restartRules,
	requireProof: false,
	parallel: defaults.parallel,
	agentTimeout: defaults.agentTimeout,
	logDirectory: null,
	dryRun: false,
};
