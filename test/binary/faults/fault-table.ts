import {faultKinds} from './fault-kinds.ts';
import type {Walked} from './walk-faults.ts';

/** The page of the documentation. */
export function faultTable(walks: readonly (Walked & {name: string})[]): string {
	const heads = ['request', ...faultKinds.map(({name}) => name)];
	const rows = walks.flatMap(({name, requests, cells}) =>
		requests.map(({request, nth}, row) => [
			`${name}${request}${nth === 1 ? '' : ` (${nth}.)`}`,
			...faultKinds.map((_, column) => cells[row * faultKinds.length + column] ?? '·'),
		]),
	);
	const widths = heads.map((head, column) => Math.max(head.length, ...rows.map(row => row[column]?.length ?? 0)));
	const line = (values: readonly string[]) =>
		`| ${values.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const runs = walks.flatMap(({cells}) => cells).filter(cell => cell !== null).length;
	return `${introduction({requests: rows.length, runs, repeated: walks[0]?.repeated ?? 0})}

${line(heads)}
${line(widths.map(width => '-'.repeat(width)))}
${rows.map(row => line(row)).join('\n')}
`;
}

function introduction({requests, runs, repeated}: Readonly<Record<'requests' | 'runs' | 'repeated', number>>): string {
	return `# What can go wrong with an installation

\`test/binary/install-faults.test.ts\` writes this page and checks it. It lets each request of \`dcos registry install\` on a new
cluster run into each of ${faultKinds.length} faults, and so does it with what else an installation writes where no repository has the package, and
where a registry is changed with \`--update\`: ${requests} requests, ${runs} runs, those that are killed of the packaged binary. After every one of them the cluster was
exactly as an undisturbed run leaves it (secrets, accounts, permissions, apps with their options, package repositories), or exactly
as it was before, or the same command, run once more without the fault, ended with exit code 0 and left it as an undisturbed run does.

The table shows with which exit code the first run ended: 0 where it got over the fault by itself. While the registry starts, three
of the requests are sent again at each look; here they are counted once. An installation that finds everything done sends ${repeated}.
A · stands where the request only reads: who is killed there leaves what was left after the request before.`;
}
