import {XMLBuilder, XMLParser} from 'fast-xml-parser';
import {S3Error} from './s3-error.ts';

/** Elements by name, in the order of the document; an array repeats its element, undefined leaves it out. */
export type XmlElements = {
	[name: string]: string | number | boolean | undefined | XmlElements | (string | XmlElements)[];
};

const declaration = {'@_version': '1.0', '@_encoding': 'UTF-8'};

/** A whole document with this root element, as S3 sends it. */
export function buildXml(root: string, elements: XmlElements): string {
	const document = new XMLBuilder({ignoreAttributes: false}).build({'?xml': declaration, [root]: elements});
	// Every XML parser would read a bare carriage return as a line feed, and keys may hold one.
	return document.replaceAll('\r', '&#13;');
}

/** A result document: S3 puts its results, but not its errors, into a namespace. */
export function buildResult(root: string, elements: XmlElements): string {
	return buildXml(root, {'@_xmlns': 'http://s3.amazonaws.com/doc/2006-03-01/', ...elements});
}

/** The children called `item` of a root called `root`, each with its texts by name; MalformedXML for anything else. */
export function parseItems(document: Buffer, root: string, item: string): Record<string, unknown>[] {
	const items = parseRoot(document, root)[item];
	if (!Array.isArray(items) || !items.every(isElement)) throw new S3Error('MalformedXML');
	return items;
}

/** The text of a root's child, or undefined when there is none. */
export function parseText(document: Buffer, root: string, child: string): string | undefined {
	const text = parseRoot(document, root)[child];
	return typeof text === 'string' ? text : undefined;
}

function parseRoot(document: Buffer, root: string): Record<string, unknown> {
	const elements = parse(document)[root];
	if (!isElement(elements)) throw new S3Error('MalformedXML');
	return elements;
}

function parse(document: Buffer): Record<string, unknown> {
	const parser = new XMLParser({
		parseTagValue: false,
		trimValues: false,
		htmlEntities: true,
		isArray: name => name === 'Part' || name === 'Object',
	});
	try {
		return parser.parse(document.toString(), true);
	} catch {
		throw new S3Error('MalformedXML');
	}
}

function isElement(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
