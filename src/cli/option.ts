import type {Share} from '../agents/share.ts';

/** One flag of a command, as data: the parser, the settings, the help and the shell's completion are all made from it. */
export type Option = {
	describe: string;
	/** What the help shows for the value, e.g. "FILE". */
	value?: string;
	/** A single letter that also sets it. */
	short?: string;
	/** Why `DCOS_REGISTRY_<FLAG>` is refused, as a clause: whatever answers, overwrites or restarts. */
	neverFromSettings?: string;
	/** Other flags of the command that nobody can want at the same time, each with what to do instead. */
	excludes?: Readonly<Record<string, string>>;
	/** What the shell offers for the value, where neither choices nor a default say it. */
	completes?: Completes;
} & (
	| {kind: 'flag'}
	/** A flag whose repetition says more: -v, -vv. */
	| {kind: 'level'}
	| {kind: 'text'; choices?: readonly string[]; default?: string}
	/** `separator` stands between the items of one value; a comma where nothing is said. */
	| {kind: 'list'; separator?: RegExp}
	| {kind: 'count'; least: number; most: number; default?: number}
	/** 3 or 10%: a number of agents, or a share of them. */
	| {kind: 'share'; least: number; default: Share}
	/** 90s, 15m, 1h; the value is in milliseconds. */
	| {kind: 'duration'; least?: number; default?: number}
);

/** `profile`: of the AWS credential file. `agent`: an address or a host name. `hostname`: of an agent, nothing else. */
export type Completes = 'file' | 'directory' | 'profile' | 'agent' | 'hostname';

export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends {kind: 'flag'}
	? boolean
	: O extends {kind: 'list'}
		? readonly string[]
		: O extends {kind: 'level'}
			? number
			: O extends {kind: 'share'}
				? Share
				: O extends {kind: 'count' | 'duration'}
					? O extends {default: number}
						? number
						: number | null
					: O extends {default: string}
						? string
						: string | null;

/** What a command line (and the settings) gave for each option; null where neither said anything and there is no default. */
export type Values<O extends Options> = {readonly [Name in keyof O]: ValueOf<O[Name]>};

/** What the help shows behind the flag; null for a flag that stands alone. */
export function valueName(option: Option): string | null {
	if (option.kind === 'flag' || option.kind === 'level') return null;
	return option.value ?? (option.kind === 'count' ? 'N' : 'VALUE');
}

/** undefined for a name that is no option, such as one that every object of JavaScript has. */
export function optionNamed(name: string, options: Options): Option | undefined {
	return Object.hasOwn(options, name) ? options[name] : undefined;
}
