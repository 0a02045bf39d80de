type Labels = Readonly<Record<string, string>>;

/** Whether an app's labels meet a query. */
export type LabelSelector = (labels: Labels) => boolean;

const term = String.raw`(?:\\.|[-A-Za-z0-9_.])+`;
const set = String.raw`\(\s*(?<members>${term}(?:\s*,\s*${term})*)?\s*\)`;
const selector = new RegExp(
	String.raw`\s*(?<label>${term})(?:\s*(?<operator>==|!=)\s*(?<value>${term})|\s*(?<setOperator>in|notin)\s*${set})?\s*(?:,|$)`,
	'y',
);

/**
 * Reads the `label` query of Marathon: `a==b`, `a!=b`, `a in (b, c)`, `a notin (b)` and `a`, all of which must hold.
 * An app without the label meets none of them, the negative ones included. null for what cannot be read.
 */
export function readLabelSelector(query: string): LabelSelector | null {
	const selectors: LabelSelector[] = [];
	let at = 0;
	while (at < query.length) {
		selector.lastIndex = at;
		const found = selector.exec(query);
		if (found === null) return null;
		selectors.push(selectorOf(found.groups ?? {}));
		at = selector.lastIndex;
	}
	return labels => selectors.every(meets => meets(labels));
}

function selectorOf({label = '', operator, value, setOperator, members}: Partial<Labels>): LabelSelector {
	const name = unescaped(label);
	const values = (value ?? members ?? '').match(new RegExp(term, 'g'))?.map(unescaped) ?? [];
	const exists = operator === undefined && setOperator === undefined;
	const wanted = operator === '==' || setOperator === 'in';
	return labels => {
		const actual = labels[name];
		return actual !== undefined && (exists || values.includes(actual) === wanted);
	};
}

function unescaped(text: string): string {
	return text.replace(/\\(.)/g, '$1');
}
