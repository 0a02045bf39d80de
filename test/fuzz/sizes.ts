import {gzipSync} from 'node:zlib';
import type {Answer} from './server-before.ts';

/** What is repeated, in whatever somebody sends; `@` stands for the mark of the script. */
const units = [
	'x',
	' ',
	'\n',
	'No ',
	'sudo: ',
	'shell ',
	'@ proof r 1\n',
	'@ words r Error lookup x unexpected status manifest for \n',
	'@ problem r x\n',
	'@ certificate AAAA\n',
	'<a>',
	'<Contents><Key>k</Key></Contents>',
	'&amp;',
	'[',
	'{"a":',
	'1,',
	'"\\ud800",',
	'\u0000',
	'é',
] as const;

/** How large it is, in bytes. */
const sizes = [0, 1, 1000, 100_000, 300_000, 990_000, 1_100_000, 5_000_000, 40_000_000] as const;

export type Sized = {unit: number; size: number; shape: number};

export const most = {unit: units.length - 1, size: sizes.length - 1, shape: 11};

/** The text of a world, of at most so many bytes. */
export function textOf({unit, size}: Sized, longest: number = sizes.at(-1) ?? 0): string {
	const [repeated, length] = [units[unit % units.length] ?? '', Math.min(longest, sizes[size % sizes.length] ?? 0)];
	return repeated.repeat(Math.ceil(length / Buffer.byteLength(repeated))).slice(0, length);
}

/** In place of an answer of the store. */
export function answerOf(world: Sized): Answer {
	const wraps: readonly ((text: string) => string)[] = [
		text => text,
		text => `<?xml version="1.0"?><ListBucketResult>${text}</ListBucketResult>`,
		text => `<Error><Code>${text}</Code><Message>${text}</Message></Error>`,
		text => `<Error><Message>${text}`,
	];
	const body = Buffer.from((wraps[world.shape % wraps.length] ?? String)(textOf(world)));
	const status = [200, 403, 500][Math.floor(world.shape / wraps.length) % 3] ?? 200;
	const packed = world.size % 2 === 1;
	return {status, headers: packed ? {'content-encoding': 'gzip'} : {}, body: packed ? gzipSync(body) : body};
}

/** In place of the options file. */
export function optionsOf(world: Sized): string {
	const text = textOf(world);
	const key = (index: number) => `"${units[world.unit % units.length]?.replaceAll(/[^a-z]/g, '') || 'k'}${index}": 1`;
	const keys = () => Array.from({length: Math.min(15_000, text.length)}, (_, index) => key(index)).join(',\n');
	const shapes: readonly (() => string)[] = [
		() => text,
		() => JSON.stringify({registry: {s3: {bucket: text}}}),
		() => JSON.stringify({[text]: 1, service: {name: text}}),
		() => `{"registry": {"s3": {${keys()}}}}`,
		() => `{${keys()}}`,
		() => `{"a": [${'1,'.repeat(Math.min(120_000, text.length))}1]}`,
		() => `{\n${text}\n}`,
		() => `{"a": "${text}`,
	];
	return (shapes[world.shape % shapes.length] ?? (() => text))();
}
