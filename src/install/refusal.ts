import {UserError} from '../errors/errors.ts';
import {strongest} from '../errors/exit-codes.ts';
import type {Check} from './check.ts';

/** One line for each check, and one more for what to do about it. */
export function checkLines(checks: readonly Check[]): string[] {
	const width = (key: 'name' | 'result') => Math.max(...checks.map(check => check[key].length));
	const [name, result] = [width('name'), width('result')];
	return checks.flatMap(check => [
		`${check.name.padEnd(name)}  ${check.result.padEnd(result)}  ${check.what}`,
		...(check.hint === null ? [] : [`${' '.repeat(name + result + 4)}→ ${check.hint}`]),
	]);
}

/** What ends a run before anything is changed: all problems at once; null when there are none. A single one speaks for itself. */
export function refusalFor(checks: readonly Check[]): UserError | null {
	const problems = checks.filter(({result}) => result === 'problem');
	const [only] = problems;
	if (only === undefined) return null;
	const exitCode = strongest(problems.map(each => each.exitCode));
	if (problems.length === 1) return new UserError(only.what, exitCode, {hint: only.hint ?? undefined});
	return new UserError(`${problems.length} things stand in the way of the installation`, exitCode, {
		details: checkLines(checks),
		hint: 'nothing was changed; mend them, then run the same command again',
	});
}
