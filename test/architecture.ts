import {dirname, join} from 'node:path/posix';

/** A file of src, by its path below src, with its text. */
export type Source = {path: string; text: string};

/** One `import`, `export … from` or `import()`. */
type Import = {target: string; onlyTypes: boolean};

/** From top to bottom: an import may point down only, or stay in its folder. */
const ranks: readonly (readonly string[])[] = [
	['launcher', 'main', 'real-world'],
	['run'],
	['commands'],
	['cli', 'storage', 'install', 'trust'],
	['agents', 'registry'],
	['options'],
	['world'],
	['dcos', 's3', 'ssh', 'output', 'files', 'official'],
	['network'],
	['addresses'],
	['errors'],
];

/** Imported by these only, and importing nothing. */
const leaves = ['about'];
const importersOfLeaves = ['launcher', 'run', 'real-world'];

/** What the binary does before it loads the rest. */
const beforeTheRest = ['about.ts', 'cli/whose.ts', 'official/hand-over.ts'];

/** They reach out. Everybody else sees them as types, and gets the real ones through World. */
const adapters = ['dcos', 's3', 'ssh', 'output', 'files', 'official'];
const builders = ['real-world'];

/** What only the entry, the builder and the adapters may touch. */
const outside = /\b(?:process\.|console\.|Date\.now\(|new Date\(\)|Math\.random\(|fetch\()/g;
const mayTouchOutside = ['main', 'launcher', 'real-world', ...adapters];

/** What others send can be the name of something that every object has, such as constructor. */
const bareTable = /\bconst (\w+)\s*:\s*(?:(?:Readonly|Partial)<)*Record<string\b/g;

/** The date can be set forward or back in the middle of a run; what time has passed, "elapsed" tells. */
const limitByDate = /(?:clock\.now\(\)\s*(?:[-+<>])|[-+<>]=?\s*(?:\w+\.)*clock\.now\(\))/;

/** Every breach of the direction in which imports point, and of the rules for what is looked up, in words; empty when there is none. */
export function breaches(sources: readonly Source[]): string[] {
	return sources.flatMap(({path, text}) => {
		const code = withoutComments(text);
		const imports = importsIn(code).flatMap(each => {
			const target = join(dirname(path), each.target);
			const reason = breachOf({from: path, to: target, onlyTypes: each.onlyTypes});
			return reason === null ? [] : [`${path} imports ${target}: ${reason}`];
		});
		const tables = [...code.matchAll(bareTable)].map(([, name]) => `${path} looks up in ${name}: a table is a Map`);
		const limits = limitByDate.test(code)
			? [`${path} reckons with the date: clock.elapsed tells what time has passed`]
			: [];
		const touched = mayTouchOutside.includes(partOf(path)) ? [] : [...new Set(code.match(outside))];
		return [...imports, ...tables, ...limits, ...touched.map(what => `${path} uses ${what}: only World gives that`)];
	});
}

function breachOf({from, to, onlyTypes}: {from: string; to: string; onlyTypes: boolean}): string | null {
	const [above, below] = [partOf(from), partOf(to)];
	if (leaves.includes(below)) return importersOfLeaves.includes(above) ? null : 'it is for the start only';
	if (leaves.includes(above)) return 'a leaf imports nothing';
	if (above === 'launcher') return beforeTheRest.includes(to) ? null : 'the rest is loaded later';
	if (above === below) return null;
	if (below === 'network') return adapters.includes(above) ? null : 'only adapters connect';
	if (adapters.includes(above) && below === 'world' && onlyTypes) return null;
	const [rank, other] = [rankOf(above), rankOf(below)];
	if (rank === -1 || other === -1) return 'it has no rank';
	if (other < rank) return 'it points up';
	if (other === rank && !isEntry(above)) return 'it points sideways';
	return adapters.includes(below) && !onlyTypes && !mayBuild(above, to) ? 'only real-world builds adapters' : null;
}

function isEntry(part: string): boolean {
	return rankOf(part) === 0;
}

/** A table is pure: the commands may make their text with it. */
function mayBuild(part: string, target: string): boolean {
	return builders.includes(part) || (part === 'commands' && target === 'output/table.ts');
}

/** The folder of a file, or the file itself where it stands in no folder. */
function partOf(path: string): string {
	return path.replace(/\/.*|\.ts$/g, '');
}

function rankOf(part: string): number {
	return ranks.findIndex(parts => parts.includes(part));
}

/** Relative imports only: what others wrote is no question of direction. */
function importsIn(code: string): Import[] {
	const statements = code.matchAll(/^\s*(?:import|export)\b([^;'"]*?)\bfrom\s*['"](\.[^'"]*)['"]/gm);
	const bare = code.matchAll(/^\s*import\s*['"](\.[^'"]*)['"]/gm);
	const dynamic = code.matchAll(/\bimport\(\s*['"`](\.[^'"`]*)['"`]/g);
	return [
		...[...statements].map(([, names = '', target = '']) => ({target, onlyTypes: areTypes(names)})),
		...[...bare, ...dynamic].map(([, target = '']) => ({target, onlyTypes: false})),
	];
}

function areTypes(names: string): boolean {
	const inBraces = /^\s*\{(.*)\}\s*$/s.exec(names)?.[1];
	const each = inBraces?.split(',').filter(name => name.trim() !== '') ?? [];
	return /^\s*type\b/.test(names) || (each.length > 0 && each.every(name => /^\s*type\s/.test(name)));
}

/** The code without its comments. */
export function withoutComments(text: string): string {
	return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
