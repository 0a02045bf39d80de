import test from 'ava';
import {guessedFlags} from '../../../src/cli/guessed-flags.ts';

for (const [line, env, events] of [
	['', {}, null],
	['--evnts x', {}, null],
	['--events x', {}, 'x'],
	['--bucket --events x', {}, 'x'],
	['--events=x --events=y', {}, 'x'],
	['--events -', {}, '-'],
	['--events=-', {}, '-'],
	['--events', {}, null],
	['--events=', {}, null],
	['--events --yes', {}, null],
	['', {DCOS_REGISTRY_EVENTS: 'set'}, 'set'],
	['', {DCOS_REGISTRY_EVENTS: ''}, null],
	['--events x', {DCOS_REGISTRY_EVENTS: 'set'}, 'x'],
] as const) {
	test(`"${line}" with ${JSON.stringify(env)} probably asks for events to ${events}`, t => {
		t.is(guessedFlags(line.split(' '), env).events, events);
	});
}

for (const [line, env, flags] of [
	['', {}, {json: false, verbosity: 0}],
	['--json', {}, {json: true, verbosity: 0}],
	['', {DCOS_REGISTRY_JSON: 'true'}, {json: true, verbosity: 0}],
	['-vv', {}, {json: false, verbosity: 2}],
	['-v', {DCOS_VERBOSITY: '2'}, {json: false, verbosity: 2}],
] as const) {
	test(`"${line}" with ${JSON.stringify(env)} probably asks for ${JSON.stringify(flags)}`, t => {
		const {json, verbosity} = guessedFlags(line.split(' '), env);
		t.deepEqual({json, verbosity}, flags);
	});
}
