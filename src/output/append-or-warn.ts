import type {AppendLine} from '../world.ts';

/** Events are no reason to end a command: after the first line that cannot be written there is a warning, and no other line. */
export function appendOrWarn(append: AppendLine, warn: (line: string) => void): AppendLine {
	let ended = false;
	return line => {
		if (ended) return;
		try {
			append(line);
		} catch (error) {
			ended = true;
			const reason = error instanceof Error ? error.message : String(error);
			warn(`Warning: ${reason}; the events end here, the command goes on`);
		}
	};
}
