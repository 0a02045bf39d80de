import {glob, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';

const project = join(import.meta.dirname, '../..');

/** So many that two processors have always something to do, and few enough not to start a process too often. */
const filesInGroup = 30;
const worthSharing = 8;

export type TestGroups = {
	/** For ava with groups.config.js: a pattern of all groups. */
	pattern: string;
	/** The files of tests that are in them, relative to the project. */
	files: readonly string[];
	remove: () => Promise<void>;
};

/**
 * Puts the test files that match the patterns of a set, and of none before it, into few, in the order of the patterns: a file by
 * itself costs one to two seconds of processor time before its first test, most of it for ava and for modules that others load as
 * well. So no two tests of a set may have the same title, and no file may wait for something before it has declared its tests; ava
 * says so.
 */
export async function testGroups(sets: Readonly<Record<string, readonly string[]>>): Promise<TestGroups> {
	await mkdir(join(project, '.tmp'), {recursive: true});
	const directory = await mkdtemp(join(project, '.tmp/groups-'));
	const all: string[] = [];
	for (const [name, patterns] of Object.entries(sets)) {
		const files = new Set<string>();
		for (const pattern of patterns) {
			const matching: string[] = [];
			for await (const file of glob(pattern, {cwd: project})) matching.push(file);
			for (const file of matching.sort()) if (!all.includes(file)) files.add(file);
		}
		all.push(...files);
		for (const [part, group] of await grouped([...files])) {
			const text = group.map(file => `import '../../${file}';\n`).join('');
			await writeFile(join(directory, `${name}-${part}.test.ts`), text);
		}
	}
	return {
		pattern: `${directory.slice(project.length + 1)}/*.test.ts`,
		files: all,
		remove: () => rm(directory, {recursive: true, force: true}),
	};
}

/** Files with timers of their own are alone: they are those of the whole process. */
async function grouped(files: readonly string[]): Promise<(readonly [string, readonly string[]])[]> {
	const texts = await Promise.all(files.map(file => readFile(join(project, file), 'utf8')));
	const isAlone = (index: number) => texts[index]?.includes("from 'node:test'") ?? false;
	const together = files.filter((_, index) => !isAlone(index));
	return [
		...dealt(together).map((group, at) => [`${at + 1}`, group] as const),
		...files.filter((_, index) => isAlone(index)).map(file => [basename(file, '.test.ts'), [file]] as const),
	];
}

/** Neighbours, which load the same modules, go to two groups in turn, because those that take long are neighbours as well. */
function dealt(files: readonly string[]): string[][] {
	if (files.length < worthSharing) return [[...files]];
	const pairs = Math.ceil(files.length / (2 * filesInGroup));
	const size = Math.ceil(files.length / pairs);
	return Array.from({length: 2 * pairs}, (_, at) =>
		files
			.slice(Math.floor(at / 2) * size, (Math.floor(at / 2) + 1) * size)
			.filter((_each, index) => index % 2 === at % 2),
	);
}
