import {exitCodeOf} from './scenario-agent.ts';
import type {Met} from './walk-scenarios.ts';

/** The page of the documentation. */
export function scenarioPage(met: readonly Met[]): string {
	return `${introduction(met.length)}\n\n${scenarioTable(met)}`;
}

export function scenarioTable(met: readonly Met[]): string {
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
	const line = (values: readonly string[]) => `| ${values.map(escaped).join(' | ')} |`;
	return `${line(heads)}
${line(heads.map(() => '---'))}
${rows.map(row => line(row)).join('\n')}
`;
}

/** What a table of Markdown must not hold, or takes for HTML. */
function escaped(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('<', '\\<').replaceAll('\n', ' ');
}

function introduction(count: number): string {
	return `# What can be wrong with an agent

\`test/binary/trust/scenarios.test.ts\` writes this page and checks it. It gives each of ${count} agents one trouble, and runs
\`dcos registry trust-agents\` over all of them: no agent keeps the others from their trust, what is not reached or not right has
not been changed, and when all are healed the same command ends with 0. The exit code is that of a run over such an agent alone.
A state of \`changed\` with words beside it means that the file is in place, and that Docker could not say whether it trusts it.`;
}
