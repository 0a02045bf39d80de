import test from 'ava';
import fc from 'fast-check';
import {Secret} from '../../../src/errors/secret.ts';
import {sudoDialogue} from '../../../src/ssh/sudo-dialogue.ts';
import {runs} from '../../support/runs.ts';

const prompt = 'asks-for-the-password:';
const ready = 'has-a-shell';

type Said = readonly ['stdout' | 'stderr', string];

/** What goes in when the other side says this, in this order. */
function answered(said: readonly Said[]): string[] {
	const went: string[] = [];
	const dialogue = sudoDialogue({
		password: new Secret('hunter2'),
		prompt,
		ready,
		input: 'SCRIPT',
		write: text => void went.push(text),
		end: () => void went.push('END'),
	});
	for (const [stream, text] of said) dialogue[stream](text);
	return went;
}

const dialogues: readonly (readonly [string, readonly Said[], readonly string[]])[] = [
	['nothing is said', [], []],
	['sudo asks', [['stderr', prompt]], ['hunter2\n']],
	['sudo does not ask', [['stdout', `${ready}\n`]], ['SCRIPT', 'END']],
	[
		'sudo asks and is content',
		[
			['stderr', prompt],
			['stdout', ready],
		],
		['hunter2\n', 'SCRIPT', 'END'],
	],
	[
		'sudo asks again',
		[
			['stderr', prompt],
			['stderr', `Sorry, try again.\n${prompt}`],
		],
		['hunter2\n', 'END'],
	],
	[
		'a shell is told of after sudo has asked again',
		[
			['stderr', prompt],
			['stderr', prompt],
			['stdout', ready],
		],
		['hunter2\n', 'END'],
	],
	[
		'sudo asks when the shell is there',
		[
			['stdout', ready],
			['stderr', prompt],
			['stdout', ready],
		],
		['SCRIPT', 'END'],
	],
	[
		'sudo lectures first, and a banner stands on stdout',
		[
			['stderr', 'We trust you have received the usual lecture\n'],
			['stdout', 'Welcome!\n'],
			['stderr', prompt],
			['stderr', '\nLast login: never\n'],
			['stdout', `Welcome!\n${ready}\n`],
		],
		['hunter2\n', 'SCRIPT', 'END'],
	],
	[
		'the words stand on the other stream',
		[
			['stdout', prompt],
			['stderr', ready],
		],
		[],
	],
	[
		'sudo asks again after very much was said',
		[
			['stderr', prompt],
			['stderr', 'x'.repeat(100_000)],
			['stderr', prompt],
			['stdout', ready],
		],
		['hunter2\n', 'END'],
	],
	[
		'very much is said before',
		[
			['stderr', 'x'.repeat(100_000)],
			['stdout', 'x'.repeat(100_000)],
			['stderr', prompt],
			['stderr', 'x'.repeat(100_000)],
			['stdout', ready],
		],
		['hunter2\n', 'SCRIPT', 'END'],
	],
];

for (const [what, said, went] of dialogues) {
	test(`when ${what}, ${went.length === 0 ? 'nothing' : went.join(', ').replaceAll('\n', '')} goes in`, t => {
		t.deepEqual(answered(said), went);
	});
}

/** The same texts, in pieces. */
function inPieces(said: readonly Said[], cuts: readonly number[]): Said[] {
	let cut = 0;
	return said.flatMap(([stream, text]) => {
		const pieces: Said[] = [];
		for (let at = 0; at < text.length; ) {
			const length = cuts[cut++ % cuts.length] ?? 1;
			pieces.push([stream, text.slice(at, at + length)]);
			at += length;
		}
		return pieces;
	});
}

const cuts = fc.array(fc.integer({min: 1, max: 12}), {minLength: 1, maxLength: 8});

for (const [what, said, went] of dialogues.filter(([, parts]) => parts.every(([, text]) => text.length < 1000))) {
	test(`when ${what}, it does not matter in which pieces`, t => {
		fc.assert(fc.property(cuts, lengths => t.deepEqual(answered(inPieces(said, lengths)), went)));
	});
}

test('whatever is said, the password goes in once at most, and the script never to a sudo that waits for a password', t => {
	const word = fc.constantFrom(
		prompt,
		ready,
		'noise',
		prompt.slice(0, 9),
		prompt.slice(9),
		ready.slice(0, 4),
		ready.slice(4),
	);
	const words = fc.array(fc.tuple(fc.constantFrom('stdout' as const, 'stderr' as const), word), {maxLength: 12});
	fc.assert(
		fc.property(words, said => {
			const went = answered(said);
			t.true(went.filter(each => each === 'hunter2\n').length <= 1);
			t.true(went.filter(each => each === 'SCRIPT').length <= 1);
			t.true(went.filter(each => each === 'END').length <= 1);
			t.true(!went.includes('END') || went.at(-1) === 'END');
			if (went.includes('SCRIPT'))
				t.true(
					said
						.map(([stream, text]) => (stream === 'stdout' ? text : ''))
						.join('')
						.includes(ready),
				);
		}),
		{numRuns: runs(500)},
	);
});
