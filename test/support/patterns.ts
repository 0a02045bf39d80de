import {parseSync} from 'oxc-parser';

/** A regular expression in a source, e.g. in line 7. */
export type Pattern = {path: string; line: number; source: string; flags: string};

/** Every regular expression of a TypeScript source, wherever it stands in it. */
export function patternsIn({path, text}: {path: string; text: string}): Pattern[] {
	const {program, errors} = parseSync(path, text);
	if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
	return regexesBelow(program).map(({start, regex}) => ({
		path,
		line: text.slice(0, start).split('\n').length,
		source: regex.pattern,
		flags: regex.flags,
	}));
}

type RegexNode = {start: number; regex: {pattern: string; flags: string}};

function regexesBelow(node: unknown): RegexNode[] {
	if (typeof node !== 'object' || node === null) return [];
	const below = Object.values(node).flatMap(regexesBelow);
	return 'regex' in node ? [node as RegexNode, ...below] : below;
}
