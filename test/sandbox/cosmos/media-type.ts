/** A media type's name and its parameters, without quality. */
type MediaType = {name: string; parameters: Map<string, string>; quality: number};

export function packageType(kind: string, version: string): string {
	return vendorType('package', kind, version);
}

/** The form of every media type of Cosmos; `family` is "package" or "service", `version` such as "v1". */
export function vendorType(family: string, kind: string, version: string): string {
	return `application/vnd.dcos.${family}.${kind}+json;charset=utf-8;version=${version}`;
}

/** Cosmos wants every parameter of the expected type to be there, with the same value: there are no wildcards. */
export function isCompatible(expected: string, actual: string): boolean {
	const {name, parameters} = parse(expected);
	const given = parse(actual);
	return name === given.name && [...parameters].every(([key, value]) => given.parameters.get(key) === value);
}

/** The first of the offered types that an Accept header takes, in the header's own order of preference. */
export function choose(accept: string, offered: string[]): string | undefined {
	const wanted = accept.split(',').map(text => ({text, quality: parse(text).quality}));
	for (const {text} of wanted.sort((a, b) => b.quality - a.quality)) {
		const chosen = offered.find(each => isCompatible(each, text));
		if (chosen) return chosen;
	}
	return undefined;
}

function parse(text: string): MediaType {
	const [name = '', ...rest] = text
		.toLowerCase()
		.split(';')
		.map(part => part.trim());
	const pairs = rest.map(part => part.split('=').map(word => word.trim()));
	const parameters = new Map(pairs.map(([key = '', value = '']) => [key, value]));
	return {name, parameters, quality: Number(parameters.get('q') ?? 1)};
}
