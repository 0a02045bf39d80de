import {describe, errorDocument, inWords} from '../errors/describe.ts';
import type {Output, Runtime} from '../world.ts';

/** What the one command of this process shows, for an end that comes from outside of it. */
export type ShownNow = Pick<Output, 'done' | 'end'> & {
	json: boolean;
	/** Takes away what moves on the terminal. */
	clear: () => void;
};

type Told = Pick<Runtime, 'stderr' | 'stdoutJson'> & {shownNow: ShownNow};

/**
 * Node itself would show the whole error, and that of a request has its headers and body. Nobody knows what still works after it, so that
 * the run ends at once, with what was done.
 */
export function tellDefects(host: NodeJS.Process, {stderr, stdoutJson, shownNow}: Told): void {
	host.on('uncaughtException', error => {
		const description = describe(error, shownNow.done());
		const {exitCode, message} = description;
		shownNow.clear();
		shownNow.end({exitCode, error: message});
		stderr(inWords(description));
		if (shownNow.json) stdoutJson(errorDocument(description));
		host.exit(exitCode);
	});
}

/** The first Ctrl-C asks to come to an end, the second and SIGTERM end at once. A closed terminal is like the first. */
export function interruption(host: NodeJS.Process, {stderr, shownNow}: Omit<Told, 'stdoutJson'>): AbortSignal {
	const controller = new AbortController();
	const first = () => {
		if (controller.signal.aborted) return;
		controller.abort();
		shownNow.clear();
		stderr(['', 'interrupted: finishing what is under way; Ctrl-C again stops at once']);
	};
	const atOnce = () => {
		shownNow.clear();
		host.exit(130);
	};
	host.on('SIGINT', () => (controller.signal.aborted ? atOnce() : first()));
	host.on('SIGHUP', first);
	host.on('SIGTERM', atOnce);
	return controller.signal;
}
