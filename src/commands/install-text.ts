import {jsonText} from '../errors/escaped.ts';
import type {JsonObject} from '../errors/json.ts';
import type {Check} from '../install/check.ts';
import type {InstallReport} from '../install/report.ts';
import {table} from '../output/table.ts';

/** What a person reads of an installation, a plan or a check. */
export function installLines(report: InstallReport): string[] {
	if (report.kind === 'check') return checkTable(report.checks);
	return report.kind === 'plan' ? planLines(report) : doneLines(report);
}

/** A row for each check, and one more for what to do about it. */
export function checkTable(checks: readonly Check[]): string[] {
	const rows = checks.flatMap(({name, result, what, hint}) => [
		[name, result, what],
		...(hint === null ? [] : [['', '', `→ ${hint}`]]),
	]);
	return table(['check', 'result', 'what'], rows);
}

function planLines(report: InstallReport): string[] {
	const nothing = 'Nothing would be done: the registry is installed like this already.';
	const {writes, steps, app} = report;
	return [
		...(writes.length === 0
			? [nothing]
			: ['This would be written, in this order:', ...writes.map(each => `  ${each}`)]),
		'',
		...stepTable(steps),
		'',
		...document("options, with the package's defaults", report.resolvedOptions),
		...(app === null ? [] : ['', ...document('app', JSON.parse(JSON.stringify(app, shortened)) as JsonObject)]),
	];
}

/** Cosmos puts the whole package into labels, which nobody wants to read here; --json has them. */
function shortened(key: string, value: unknown): unknown {
	return typeof value === 'string' && value.length > (key.startsWith('DCOS_PACKAGE_') ? 60 : 300)
		? `${value.slice(0, 20)}… (${value.length} characters)`
		: value;
}

function doneLines({changed, steps, next}: InstallReport): string[] {
	const complete = steps.every(({step, state}) => step !== 'health' || state !== 'left out');
	return [
		...(changed || !complete ? [] : ['Nothing to do: the registry is installed like this already.']),
		...stepTable(steps),
		'',
		`next: ${next}`,
	];
}

function document(name: string, value: JsonObject): string[] {
	return `${name}: ${jsonText(value, 2)}`.split('\n');
}

function stepTable(steps: InstallReport['steps']): string[] {
	return table(
		['step', 'what', 'state'],
		steps.map(each => [each.step, each.what, each.state]),
	);
}
