const mark = 'dcos-registry-n8';

/** Texts of that many characters that an agent can send, each by its name: beginnings of what is looked for, again and again, without its end. */
export function hostileWords(length: number): [name: string, words: string][] {
	const repeated = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
	const marked = (unit: string) => `${mark} begin\n${repeated(`${mark} ${unit}\n`)}\n${mark} end\n`;
	return [
		...['No ', 'sudo: ', 'shell ', 'Connection to ', 'control path ', 'HTTP/', '/', '\n', ' ', '\t', 'a'].map(
			(unit): [string, string] => [JSON.stringify(unit), repeated(unit)],
		),
		...['lookup x', 'unexpected status', 'manifest for ', 'failed to resolve reference ', 'x509: ', 'Error '].flatMap(
			(unit): [string, string][] => [
				[`Docker's "${unit}"`, marked(`ca same\n${mark} docker answers\n${mark} proof r 1\n${mark} words r ${unit}`)],
				[`Docker's "${unit}" in one line`, marked(`proof r 1\n${mark} words r ${repeated(unit)}`)],
			],
		),
		...['proof r 1', 'curl r 60', 'problem r x', 'certificate AAAA', 'file r right', 'odd r x', 'daemon - x'].map(
			(line): [string, string] => [`lines "${line}"`, marked(line)],
		),
	];
}
