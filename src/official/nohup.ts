import {accessSync, constants, readFileSync, readlinkSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {isatty} from 'node:tty';
import {orNull} from './or-null.ts';

/**
 * The `nohup` through which a program is started that is not to be ended by the end of its terminal; null where it may. Node makes
 * the signal's default what `nohup dcos …` had made it ignore (node.cc, ResetSignalHandlers), and what it was, only dcos still
 * knows: Go leaves an ignored SIGHUP so, for its children too (os/signal). Where a standard stream is a terminal nohup would lead it
 * elsewhere. Linux only.
 */
export function neededNohup({env, ppid}: Pick<NodeJS.Process, 'env' | 'ppid'>): string | null {
	if (!isDcosIgnoringHangUp(ppid, env.DCOS_CLI_EXECUTABLE_PATH) || [0, 1, 2].some(each => isatty(each))) return null;
	const places = (env.PATH ?? '').split(delimiter).filter(each => each !== '');
	return places.map(each => join(each, 'nohup')).find(isExecutable) ?? null;
}

function isDcosIgnoringHangUp(parent: number, dcos: string | undefined): boolean {
	if (dcos === undefined || orNull(() => readlinkSync(`/proc/${parent}/exe`)) !== dcos) return false;
	const status = orNull(() => readFileSync(`/proc/${parent}/status`, 'utf8')) ?? '';
	const [, ignored = '0'] = /^SigIgn:\s*([0-9a-f]{1,16})$/m.exec(status) ?? [];
	return (BigInt(`0x${ignored}`) & 1n) === 1n;
}

function isExecutable(path: string): boolean {
	// where it is allowed it gives nothing, which is not null
	return orNull(() => accessSync(path, constants.X_OK)) !== null;
}
