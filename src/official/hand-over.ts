import {besideExecutable} from './own-place.ts';
import {type OwnProcess, takeOver} from './take-over.ts';

export type Host = OwnProcess & Pick<NodeJS.Process, 'execPath'>;

/**
 * Puts the official plugin in our place before anything else is loaded, where it stands beside us and can be started. Resolves with
 * false where it does not, and somebody has to say why, who asks again; with an exit code where the platform cannot replace a process.
 */
export async function handedOver(argv: readonly string[], own: Host, ourDescription: string): Promise<number | false> {
	const [first, ...others] = besideExecutable(own.execPath, ourDescription)?.theirs ?? [];
	if (first === undefined) return false;
	try {
		return await takeOver([first, ...others], argv, own);
	} catch {
		return false;
	}
}
