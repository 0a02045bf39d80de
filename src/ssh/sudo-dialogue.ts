import type {SudoAnswer} from './ssh.ts';

type Sides = SudoAnswer & {
	/** What goes in once the shell is there. */
	input: string;
	write: (text: string) => void;
	/** Nothing more goes in. */
	end: () => void;
};

/** What the other side says, as it comes. */
export type SudoDialogue = {stdout: (text: string) => void; stderr: (text: string) => void};

/**
 * Answers sudo once, and only if it asks; then gives the script to the shell. A password that was not accepted is not tried again,
 * and the script never goes to a sudo that still waits for one: it would take its first lines for passwords.
 */
export function sudoDialogue({password, prompt, ready, input, write, end}: Sides): SudoDialogue {
	let heard = '';
	let asked = '';
	let prompts = 0;
	let over = false;
	const finish = (text?: string) => {
		over = true;
		if (text !== undefined) write(text);
		end();
	};
	return {
		stdout(text) {
			if (over) return;
			heard = (heard + text).slice(-4096);
			if (heard.includes(ready)) finish(input);
		},
		stderr(text) {
			if (over) return;
			const parts = (asked + text).split(prompt);
			asked = parts.at(-1)?.slice(-4096) ?? '';
			if (parts.length === 1) return;
			prompts += parts.length - 1;
			if (prompts === 1) write(`${password.reveal()}\n`);
			else finish();
		},
	};
}
