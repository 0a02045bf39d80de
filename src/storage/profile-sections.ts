import {parse} from 'ini';
import {inText, type Json} from '../errors/json.ts';

/** One profile of an AWS credential file, as it is written there. */
export type ProfileSection = {
	name: string;
	/** By their names in lower case, each with every value that the section gives it. */
	settings: ReadonlyMap<string, readonly string[]>;
	/** The numbers of the lines that are neither a setting nor a comment. */
	strayLines: readonly number[];
};

/** The profiles of a credential file in their order. A name that the file has twice is here twice. */
export function profilesIn(text: string): readonly ProfileSection[] {
	const lines = text.split(/\r\n|[\r\n]/);
	const headers = lines.flatMap((line, index) => {
		const name = headerIn(line);
		return name === null ? [] : [{name, first: index + 1}];
	});
	return headers
		.map(({name, first}, index) => {
			const next = headers[index + 1];
			return sectionOf(name, first, lines.slice(first, next === undefined ? lines.length : next.first - 1));
		})
		.filter(({name}) => !otherSection.test(name))
		.map(section => ({...section, name: profileName(section.name)}));
}

/** What a configuration file of the AWS tools has beside profiles. */
const otherSection = /^(?:sso-session|services)\s/;

/** What stands between the brackets; null when the line is no header. A byte order mark counts as a blank. */
function headerIn(line: string): string | null {
	return /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/.exec(line)?.[1]?.trim() ?? null;
}

/** [name], [profile name] and [profile "a name"] all are. */
function profileName(header: string): string {
	return withoutQuotes(header.replace(/^profile\s+/, ''));
}

function sectionOf(name: string, first: number, lines: readonly string[]): ProfileSection {
	const strayLines = lines.flatMap((line, index) => (isStray(line) ? [first + index + 1] : []));
	const found = parse(lines.map(asIniReadsExactly).join('\n'), {bracketedArray: false}) as Readonly<
		Record<string, Json>
	>;
	const settings = Object.entries(found).map(([key, values]) => [key, [values].flat().map(inText)] as const);
	return {name, settings: new Map(settings), strayLines};
}

function isStray(line: string): boolean {
	return line.trim() !== '' && !isComment(line) && !line.includes('=');
}

/**
 * The ini library gives JSON text as it stands. Of other values it cuts off what is behind any `#` and `;`, which the AWS tools
 * take as a part of the value, and it makes a rounded number of '12345678901234567890'. A name with dots could become a
 * section there that hides a key; no setting of a profile has one.
 */
function asIniReadsExactly(line: string): string {
	const equals = line.indexOf('=');
	const name = line.slice(0, equals).trim().toLowerCase();
	if (equals === -1 || isComment(line) || name.includes('.')) return '';
	return `${JSON.stringify(name)}=${JSON.stringify(withoutQuotes(line.slice(equals + 1).trim()))}`;
}

function isComment(line: string): boolean {
	return /^\s*[#;]/.test(line);
}

function withoutQuotes(text: string): string {
	return text.replace(/^(["'])(.*)\1$/, '$2');
}
