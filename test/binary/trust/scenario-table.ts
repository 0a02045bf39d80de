import {exitCodeOf} from './scenario-agent.ts';
import type {Met} from './walk-scenarios.ts';

/** The page of the documentation. */
export function scenarioPage(met: readonly Met[], normal: (text: string) => string): string {
	return `${introduction(met)}\n\n${scenarioTable(met, normal)}`;
}

/** `normal` takes out what is different in every run. */
export function scenarioTable(met: readonly Met[], normal: (text: string) => string): string {
	const heads = [
		'an agent of which',
		'state',
		'exit code',
		'with --require-proof',
		'is reported with',
		'and with what to do',
	];
	const rows = met.map(({scenario, why, hint}) => [
		scenario.cause,
		scenario.state,
		String(exitCodeOf(scenario, {requireProof: false, proof: scenario.proof})),
		String(exitCodeOf(scenario, {requireProof: true, proof: scenario.proof})),
		(why ?? '').replace(/(?<=before the work did): .*$/, ''),
		hint ?? '',
	]);
	const cells = [heads, ...rows].map(row => row.map(cell => escaped(normal(cell))));
	const widths = heads.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [first = [], ...others] = cells;
	return `${[first, widths.map(width => '-'.repeat(width)), ...others].map(line).join('\n')}\n`;
}

/** What a table of Markdown must not hold, or takes for HTML: <address> is ADDRESS. */
function escaped(text: string): string {
	return text
		.replaceAll('|', '\\|')
		.replaceAll(/<(\w+)>/g, (_, word: string) => word.toUpperCase())
		.replaceAll('\n', ' ');
}

function introduction(met: readonly Met[]): string {
	const restarted = met.filter(({restarts}) => restarts > 0).length;
	return `# What can be wrong with an agent

\`test/binary/trust/scenarios.test.ts\` writes this page and checks it. It gives each of ${met.length} agents one trouble, and runs
\`dcos registry trust-agents\` over all of them: no agent keeps the others from their trust, what is not reached or not right has
not been changed, and when all are healed the same command ends with 0. The exit code is that of a run over such an agent alone.
A state of \`changed\` with words beside it means that the file is in place, and that Docker could not say whether it trusts it.

Docker is restarted on ${restarted} of the agents, all of which read certs.d at its start only.`;
}
