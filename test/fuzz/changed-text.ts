import {forged} from './forged.ts';

type Change = (part: string) => string;

/** What stands in the place of one part of an XML document: a tag, or what is between two. */
const xmlChanges: readonly Change[] = [
	() => '',
	part => part + part,
	part => (part.startsWith('<') ? part.replace(/[\w:]+/, '__proto__') : '__proto__'),
	part => (part.startsWith('<') ? part.replace(/[\w:]+/, 'constructor') : 'constructor'),
	part => (part.startsWith('<') ? part : '<A><B/></A>'),
	part => (part.startsWith('<') ? part : withoutNul(`${part}${forged}`)),
	part => (part.startsWith('<') ? part : withoutNul(forged)),
	part => `<Error><Code>toString</Code><Message>${withoutNul(forged)}</Message></Error>${part}`,
	part => `${part}<![CDATA[<Error>]]>`,
	part => part.replace('/', ''),
	() => `</A><ListBucketResult>${withoutNul(forged)}</ListBucketResult>`,
];

/** What stands in the place of one line of an agent's output. */
const lineChanges: readonly Change[] = [
	() => '',
	line => `${line}\n${line}`,
	line => `${line}${forged}`,
	line => `${forged}${line}`,
	line => line.split(' ').slice(0, -1).join(' '),
	line => line.replace(/\S+$/, 'constructor'),
	line => line.replace(/\S+$/, '__proto__'),
	line => line.replace(/\S+$/, '-1e9'),
	line => line.replace(/\S+$/, forged),
	line => line.replace(/ (\S+) (?=\S)/, ` ${forged} `),
	line => `${line}\n${line.replace(/ .*/, ' daemon - ')}${forged}`,
	line => `${line}\n${line.replace(/ .*/, ' problem - ')}${forged}`,
	line => `${line}\n${line.replace(/ .*/, ' words constructor ')}${forged}`,
];

export type Place = {place: number; kind: number};

export function changedXml(text: string, at: Place): string {
	return changed(
		text.split(/(<[^>]*>)/).filter(part => part !== ''),
		xmlChanges,
		at,
	).join('');
}

export function changedLines(text: string, at: Place): string {
	return changed(text.split('\n'), lineChanges, at).join('\n');
}

export const kindsOfTextChange = Math.max(xmlChanges.length, lineChanges.length);

function changed(parts: readonly string[], changes: readonly Change[], {place, kind}: Place): string[] {
	const change = changes[kind % changes.length] ?? (part => part);
	return parts.map((part, index) => (index === place % parts.length ? change(part) : part));
}

/** XML has no such character, and a server of ours would not get it through a parser either. */
function withoutNul(text: string): string {
	return text.replaceAll('\0', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
