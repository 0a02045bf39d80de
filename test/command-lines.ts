import type {Source} from './architecture.ts';

/** A template: its tag, empty for none, and the texts between its values. */
type Template = {tag: string; texts: string[]; line: number};

/** What ends where a value begins, when that value becomes a word of a command: of a flag, or anywhere behind a program's name. */
const command =
	/(?:^|[\s"(:;])(?:(?:dcos (?:auth|cluster|config|job|marathon|node|package|registry|security|service|task)|ssh|ssh-keygen|chmod|curl|openssl)[ …][^"\n]*|--[a-z][a-z-]*[ =])$/;

/** Every value that stands bare in a command that somebody will paste, as `file:line text`; `commandLine` and `pasteable` quote. */
export function bareValues(sources: readonly Source[]): string[] {
	return sources.flatMap(({path, text}) =>
		templatesIn(text).flatMap(({tag, texts, line}) => {
			if (tag === 'pasteable') return [];
			const before = texts.slice(0, -1).map((_, index) => texts.slice(0, index + 1).join('…'));
			return before.filter(each => command.test(each)).map(each => `${path}:${line} ${each}`);
		}),
	);
}

/** Those within the values of others included. Comments have to be gone. */
export function templatesIn(code: string): Template[] {
	const found: Template[] = [];
	const open: (Template & {depth: number})[] = [];
	let depth = 0;
	let inText = false;
	let quote = '';
	for (let at = 0; at < code.length; at += 1) {
		const sign = code[at] ?? '';
		const current = open.at(-1);
		if (inText && current) {
			const last = current.texts.length - 1;
			if (sign === '`') {
				found.push(current);
				open.pop();
				inText = false;
				depth = current.depth;
			} else if (sign === '$' && code[at + 1] === '{') {
				current.texts.push('');
				at += 1;
				depth = 0;
				inText = false;
			} else {
				current.texts[last] += sign;
				if (sign === '\\') at += 1;
			}
		} else if (quote !== '') {
			if (sign === '\\') at += 1;
			else if (sign === quote || sign === '\n') quote = '';
		} else if (sign === '`') {
			const tag = /(\w*)$/.exec(code.slice(Math.max(0, at - 30), at))?.[1] ?? '';
			open.push({tag, texts: [''], line: code.slice(0, at).split('\n').length, depth});
			inText = true;
		} else if (sign === '"' || sign === "'") quote = sign;
		else if (sign === '{') depth += 1;
		else if (sign === '}' && depth === 0 && current) inText = true;
		else if (sign === '}') depth -= 1;
	}
	return found;
}
