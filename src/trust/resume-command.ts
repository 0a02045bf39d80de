import {isPlain} from '../agents/agent-name.ts';
import {shareText} from '../agents/share.ts';
import {commandLine} from '../errors/command-line.ts';
import {type AgentResult, isOpen} from './agent-result.ts';
import {defaults} from './defaults.ts';
import type {TrustRequest} from './trust-request.ts';

/** To be pasted into a shell: the same wishes, for the agents that are left and can be named. null when there are none. */
export function resumeCommand(request: TrustRequest, results: readonly AgentResult[]): string | null {
	const left = results.filter(isOpen).flatMap(({agent}) => [agent.address, agent.id].find(isPlain) ?? []);
	if (left.length === 0) return null;
	const words = [
		...request.serviceNames.flatMap(name => ['--service-name', name]),
		...(request.notInstalledYet ? ['--not-installed-yet'] : []),
		...sshWords(request),
		...otherwise('--ca-path', request.caPath, defaults.caPath),
		...(request.caFingerprint === null ? [] : ['--ca-fingerprint', request.caFingerprint]),
		...restartWords(request),
		...(request.requireProof ? ['--require-proof'] : []),
		...otherwise('--parallel', String(request.parallel), String(defaults.parallel)),
		...otherwise('--agent-timeout', seconds(request.agentTimeout), seconds(defaults.agentTimeout)),
		...(request.logDirectory === null ? [] : ['--log-dir', request.logDirectory]),
		...(request.work === 'remove' ? ['--remove'] : []),
		'--agent',
		left.join(','),
	];
	return commandLine(['dcos', 'registry', 'trust-agents', ...words]);
}

function sshWords({ssh}: TrustRequest): string[] {
	return [
		...(ssh.user === null ? [] : ['--user', ssh.user]),
		...(ssh.proxyIp === null ? [] : ['--proxy-ip', ssh.proxyIp]),
		...(ssh.masterProxy ? ['--master-proxy'] : []),
		...(ssh.configFile === null ? [] : ['--config-file', ssh.configFile]),
		...ssh.sshOptions.flatMap(option => ['--option', option]),
		...(ssh.askSudoPassword ? ['--ask-sudo-password'] : []),
	];
}

function restartWords({restart}: TrustRequest): string[] {
	return [
		...otherwise('--restart', restart.when, 'auto'),
		...otherwise('--batch', shareText(restart.batch), shareText(defaults.batch)),
		...otherwise('--max-failures', shareText(restart.maxFailures), shareText(defaults.maxFailures)),
		...otherwise('--pause', seconds(restart.pause), seconds(0)),
		...(restart.drain ? ['--drain'] : []),
	];
}

function otherwise(flag: string, value: string, usual: string): string[] {
	return value === usual ? [] : [flag, value];
}

function seconds(milliseconds: number): string {
	return `${milliseconds / 1000}s`;
}
