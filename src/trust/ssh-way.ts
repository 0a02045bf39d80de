import {commandLine} from '../errors/command-line.ts';
import {RefusedError} from '../errors/errors.ts';
import {escaped} from '../errors/escaped.ts';
import type {SshSession, SshWay} from '../ssh/ssh.ts';
import type {World} from '../world.ts';
import {explainSsh} from './explain-ssh.ts';
import {sudoPrompt, sudoReady} from './on-agent/start-command.ts';
import {isSshUser} from './ssh-user.ts';
import type {SshWishes} from './trust-request.ts';

/**
 * What the user asks for, else what the CLI is configured with, as `dcos node ssh` has it: the user of the configuration counts
 * only without a file of the user's own, the proxy always. Asks for the password of sudo where that is wished. Throws a RefusedError for a
 * configured user that cannot be one.
 */
export async function sshWay(wishes: SshWishes, world: World): Promise<SshWay> {
	const defaults = await world.sshDefaults();
	const {user, configFile, sshOptions} = wishes;
	const login = user ?? (configFile === null ? defaults.user : null);
	if (login !== null && !isSshUser(login)) throw impossibleUser(login);
	const proxy = wishes.masterProxy ? await masterAddress(world) : (wishes.proxyIp ?? defaults.proxyIp);
	return {
		user: login,
		configFile,
		options: sshOptions,
		proxy,
		sudo: wishes.askSudoPassword
			? {password: await world.askSecret('Password for sudo on the agents'), prompt: sudoPrompt, ready: sudoReady}
			: null,
	};
}

/** Throws a RefusedError where the way does not lead to the agents: nothing was done on any of them. */
export async function openWay(way: SshWay, addresses: readonly string[], world: World): Promise<SshSession> {
	const opened = await world.openSsh(way, addresses);
	if (!('refusedBy' in opened)) return opened;
	const {why, hint} = explainSsh(opened.outcome, {began: false, seconds: 20});
	throw new RefusedError(`the proxy ${opened.refusedBy} cannot be used: ${why}`, {
		hint: hint.replaceAll('<address>', () => commandLine([opened.refusedBy])),
	});
}

/** A flag's name was looked at already. */
function impossibleUser(name: string): RefusedError {
	return new RefusedError(`core.ssh_user of the CLI cannot be the name of a user: ${escaped(name)}`, {
		hint: 'dcos config set core.ssh_user centos, with the name that the agents know; or --user',
	});
}

async function masterAddress(world: World): Promise<string> {
	const address = await (await world.cluster()).metadata.publicAddress();
	if (address !== null) return address;
	throw new RefusedError('the master has no public address to go through', {
		hint: 'name a machine that reaches the agents: --proxy-ip ADDRESS',
	});
}
