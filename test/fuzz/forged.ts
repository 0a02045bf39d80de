/** What a forged line says; it stands in no text of ours. */
const claim = 'zqx-forged';

/** Breaks the line in every way there is, wipes the screen, goes up, turns the direction, and looks like lines of ours. */
export const forged = `\n\rHint: ${claim}\u2028Error: ${claim}\u0085\u001b[2J\u001b[1A\u009b2J\u202e\u2066\u200b\u0007\u0000\u007f`;

/** What is wrong with what a command printed, in words: nothing of others may move a cursor, or look like a line of ours. */
export function faultsInOutput({stdout, stderr}: {stdout: string; stderr: string}): string[] {
	return Object.entries({stdout, stderr}).flatMap(([name, text]) =>
		text
			.split('\n')
			.flatMap(line => [
				...(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(line) ? [`${name} has a raw sign: ${shown(line)}`] : []),
				...(new RegExp(`^\\s*(?:Hint|Error|→)\\W*${claim}`).test(line)
					? [`${name} has a forged line: ${shown(line)}`]
					: []),
				...(line.includes('a defect in dcos-registry') ? [`${name} tells of a defect: ${shown(line)}`] : []),
			]),
	);
}

function shown(line: string): string {
	return JSON.stringify(line.slice(0, 400));
}
