/**
 * Fills in a template of `--format`: fields such as `{{.Server.Version}}`, `{{json .X}}`, texts such as `{{"\n"}}`, and `if`, `if not` and `range` with
 * their `end`. Throws for what else Go's templates have, and for a field that is not there.
 */
export function fillTemplate(template: string, data: unknown): string {
	const parts = template.split(/\{\{(.*?)\}\}/s);
	const reader = {parts, at: 0};
	const filled = fill(readUntilEnd(reader), data);
	if (reader.at < parts.length) throw new Error('template parsing error: unexpected {{end}}');
	return filled;
}

type Node = string | {verb: string; path: string; body: Node[]};

// Texts stand at even places, actions at odd ones.
type Reader = {parts: string[]; at: number};

function readUntilEnd(reader: Reader): Node[] {
	const nodes: Node[] = [];
	while (reader.at < reader.parts.length) {
		const isText = reader.at % 2 === 0;
		const part = reader.parts[reader.at] ?? '';
		reader.at += 1;
		if (isText) nodes.push(part);
		else if (part.trim() === 'end') return nodes;
		else nodes.push(readAction(part.trim(), reader));
	}
	return nodes;
}

function readAction(action: string, reader: Reader): Node {
	if (/^"[^"]*"$/.test(action)) return JSON.parse(action) as string;
	const [, verb = '', path = ''] = /^(?:(json|if|if\s+not|range)\s+)?(\.[\w.]*)$/.exec(action) ?? [];
	if (path === '') throw new Error(`template parsing error: template: :1: unexpected "${action}"`);
	return {verb: verb.replace(/\s+/, ' '), path, body: /^(if|range)/.test(verb) ? readUntilEnd(reader) : []};
}

function fill(nodes: Node[], data: unknown): string {
	return nodes.map(node => (typeof node === 'string' ? node : act(node, data))).join('');
}

function act({verb, path, body}: Exclude<Node, string>, data: unknown): string {
	const value = valueAt(path, data);
	if (verb === 'json') return JSON.stringify(value);
	if (verb === 'range')
		return elements(value)
			.map(each => fill(body, each))
			.join('');
	if (verb === '') return String(value);
	return Boolean(value) === (verb === 'if') ? fill(body, data) : '';
}

function valueAt(path: string, data: unknown): unknown {
	const names = path.split('.').filter(name => name !== '');
	return names.reduce((value: unknown, name) => {
		if (typeof value !== 'object' || value === null || !(name in value)) {
			throw new Error(`template: :1:2: executing "" at <${path}>: can't evaluate field ${name}`);
		}
		return (value as Record<string, unknown>)[name];
	}, data);
}

/** A map is gone through in the order of its keys. */
function elements(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'object' || value === null) {
		throw new Error(`template: :1: range can't iterate over ${JSON.stringify(value)}`);
	}
	return Object.entries(value)
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, each]) => each);
}
