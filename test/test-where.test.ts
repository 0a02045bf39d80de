import test from 'ava';
import {lackOfPrograms} from './support/lacks.ts';
import {testWhere} from './support/test-where.ts';

/** What becomes of a test on a machine with this lack: declared as which, and what it does. */
function declared(lack: string | null, ci: string | undefined) {
	const before = process.env.CI;
	const told: string[] = [];
	const declare = (kind: string) => (title: string, run: unknown) => {
		told.push(`${kind}: ${title}`);
		if (typeof run === 'function') run({fail: (reason: string) => told.push(`fails: ${reason}`)});
	};
	// an undefined variable of the environment would be the text "undefined"
	if (ci === undefined) delete process.env.CI;
	else process.env.CI = ci;
	testWhere(Object.assign(declare('test'), {skip: declare('skip')}), lack)('it works', () => void told.push('runs'));
	if (before === undefined) delete process.env.CI;
	else process.env.CI = before;
	return told;
}

test('a test that finds what it needs is one like any other', t => {
	for (const ci of [undefined, 'true']) t.deepEqual(declared(null, ci), ['test: it works', 'runs']);
});

test('a test that lacks something is skipped with that in its title', t => {
	t.like(declared('there is no mksh', undefined), ['skip: it works (not tested: there is no mksh)']);
});

test('in CI it fails, and does not run', t => {
	const told = declared('there is no mksh', 'true');
	t.deepEqual(told, ['test: it works', 'fails: not tested, which CI may not: there is no mksh']);
});

test('a program that is missing is named with the package that has it, once', t => {
	t.is(lackOfPrograms({sh: 'dash'}), null);
	t.is(
		lackOfPrograms({'/bin/sh': 'dash', '/no/x': 'x-tools', '/no/y': 'x-tools'}),
		"there is no /no/x, /no/y; install Debian's x-tools",
	);
});
