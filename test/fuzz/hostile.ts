/** Numbers from 0 to 1 that come again with the same seed (mulberry32). */
export function dice(seed: number): Dice {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const pick: Dice['pick'] = list => {
		const found = list[Math.floor(next() * list.length)];
		if (found === undefined) throw new Error('there is nothing to pick from');
		return found;
	};
	return {chance: share => next() < share, pick};
}

export type Dice = {chance: (share: number) => boolean; pick: <T>(list: readonly T[]) => T};

/** Stands in every hostile word and nowhere else. */
export const marker = 'zqx';

/** What a command that was let run makes. */
export const made = 'zqx-ran';

const words: readonly string[] = [
	`${marker}$(touch ${made})`,
	`${marker}\`touch ${made}\``,
	`${marker};touch ${made};`,
	`${marker}|touch ${made}`,
	`${marker}\ntouch ${made}\n`,
	`'${marker};touch ${made};'`,
	`"${marker};touch ${made};"`,
	`-oProxyCommand=touch ${made} ${marker}`,
	`--${marker}=$(touch ${made})`,
	`../../${marker}`,
	`${marker}/../..`,
	`..`,
	`${marker}\u001b[2J`,
	`${marker}\0`,
	`${marker}*`,
	`root@${marker}`,
	`ssh://root@${marker}:22`,
	`${marker}&&touch ${made}#`,
	`$\{IFS}${marker}`,
	`=${marker}`,
	`~${marker}`,
];

export function hostileWord({pick}: Dice): string {
	return pick(words);
}
