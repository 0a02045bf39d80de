import {RefusedError} from '../errors/errors.ts';
import {whyUnstarted} from '../errors/unstarted.ts';
import type {SshClient} from './ssh-client.ts';

const oldest = [7, 3] as const;

const install = "install OpenSSH's client (7.3 or newer) and put it";

/** OpenSSH 7.3 brought ProxyJump and the options that every connection is made with. Throws a RefusedError for anything else. */
export async function checkVersion(client: SshClient): Promise<void> {
	const {stdout, stderr, unstarted} = await client.run(['-V'], '', 10_000);
	if (unstarted !== null) throw cannotStart(unstarted);
	const hint = `${install} first on PATH`;
	const words = `${stderr}${stdout}`.trim().split('\n')[0] ?? '';
	const [, major, minor] = /OpenSSH_(?:for_Windows_)?(\d+)\.(\d+)/.exec(words) ?? [];
	if (major === undefined)
		throw new RefusedError(`the ssh on this machine is no OpenSSH: ${words || 'it says nothing'}`, {hint});
	const version = [Number(major), Number(minor)] as const;
	if (version[0] < oldest[0] || (version[0] === oldest[0] && version[1] < oldest[1]))
		throw new RefusedError(`the ssh on this machine is too old: ${words}`, {hint});
}

function cannotStart(code: string): RefusedError {
	if (code === 'ENOENT') return new RefusedError('there is no ssh on this machine', {hint: `${install} on PATH`});
	const {why, hint: advice} = whyUnstarted(code);
	return new RefusedError(why, {hint: advice});
}
