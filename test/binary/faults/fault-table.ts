import {faultKinds} from './fault-kinds.ts';
import type {NthRequest} from './requests.ts';

type Walked = {
	requests: readonly NthRequest[];
	/** How many requests an installation sends that finds everything done. */
	repeated: number;
	/** How the first runs ended, in the order of the requests, for each one the kinds of fault. */
	cells: readonly string[];
};

/** The page of the documentation. */
export function faultTable({requests, repeated, cells}: Walked): string {
	const heads = ['request', ...faultKinds.map(({name}) => name)];
	const rows = requests.map(({request, nth}, row) => [
		`${request}${nth === 1 ? '' : ` (${nth}.)`}`,
		...faultKinds.map((_, column) => cells[row * faultKinds.length + column] ?? ''),
	]);
	const widths = heads.map((head, column) => Math.max(head.length, ...rows.map(row => row[column]?.length ?? 0)));
	const line = (values: readonly string[]) =>
		`| ${values.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return `${introduction(requests.length, repeated)}

${line(heads)}
${line(widths.map(width => '-'.repeat(width)))}
${rows.map(row => line(row)).join('\n')}
`;
}

function introduction(count: number, repeated: number): string {
	return `# What can go wrong with an installation

\`test/binary/install-faults.test.ts\` writes this page and checks it. It lets each of the ${count} requests of
\`dcos registry install\` on a new cluster run into each of ${faultKinds.length} faults: ${count * faultKinds.length} installations with the packaged binary.
After every one of them the cluster was exactly as an undisturbed installation leaves it (secrets, accounts, permissions, apps with
their options, package repositories), or exactly as it was before, or the same command, run once more without the fault, ended with
exit code 0 and left it as an undisturbed installation does.

The table shows with which exit code the first run ended: 0 where it got over the fault by itself. While the registry starts, three
of the requests are sent again at each look; here they are counted once. An installation that finds everything done sends ${repeated}.`;
}
