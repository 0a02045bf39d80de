import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {execa} from 'execa';
import {type TestGroups, testGroups} from './support/test-groups.ts';

// `npm run check [-- FOLDER …]`: whether a change may be committed, within a minute. `npm test` is for handing in.

const project = join(import.meta.dirname, '..');

/** Tests of the project as such, which take no time. */
const ofTheWhole = ['test/architecture.test.ts', 'test/command-lines.test.ts', 'test/test-where.test.ts'];

/** Ctrl-C ends the programs as well, which the terminal tells; then nothing more is begun. */
const interrupted = aborted('SIGINT');

type Step = {name: string; command: readonly [string, ...string[]]; summary?: (output: string) => string};
type Ended = {name: string; failed: boolean; output: string};

/** Runs a command of the project and tells how it ended; its output only matters where it failed. */
async function run({name, command: [program, ...words], summary = () => ''}: Step): Promise<Ended> {
	if (interrupted.aborted) return {name, failed: true, output: ''};
	const start = performance.now();
	const {failed, all: output} = await execa(program, words, {
		cwd: project,
		preferLocal: true,
		localDir: project,
		reject: false,
		all: true,
		stdin: 'ignore',
		env: {NO_COLOR: '1', RUNS: 'few'},
	});
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	print(`${failed ? 'FAILED' : 'ok    '}  ${name.padEnd(16)} ${seconds.padStart(5)} s  ${summary(output)}`.trimEnd());
	return {name, failed, output};
}

/** The steps that look at sources, the longest last; oxlint looks at everything, or at these paths only. */
function looks(paths: readonly string[]): Step[] {
	return [
		{name: 'format and style', command: ['biome', 'ci', '--colors=off', '--error-on-warnings', '.']},
		{name: 'nothing unused', command: ['knip', '--no-progress', '--cache', '--cache-location', '.tmp/knip']},
		{name: 'types', command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.tmp/types.tsbuildinfo']},
		{name: 'promises', command: ['oxlint', '--type-aware', '--deny-warnings', ...paths]},
	];
}

function unitTests({pattern, files}: TestGroups): Step {
	return {
		name: 'unit tests',
		command: ['ava', '--config', 'groups.config.js', pattern],
		summary: output =>
			`${files.length} files: ${output.match(/(?<=^ {2})\d+ (?:tests?|uncaught|unhandled|test files?) .*/gm)?.join(', ') ?? 'none ran'}`,
	};
}

/** What the working tree has that the last commit has not: that is linted with whatever folder. */
async function changedSources(): Promise<string[]> {
	const {stdout} = await execa('git', ['status', '--porcelain', '--untracked-files=all', '--no-renames'], {
		reject: false,
		cwd: project,
	});
	const entries = stdout.split('\n').filter(line => line.endsWith('.ts') && !/^(?:D.|.D)/.test(line));
	return entries.map(line => line.slice(3));
}

async function foldersOfSource(): Promise<string[]> {
	const entries = await readdir(join(project, 'src'), {withFileTypes: true});
	return entries.filter(each => each.isDirectory()).map(({name}) => name);
}

async function check(folders: readonly string[]): Promise<boolean> {
	const whole = folders.length === 0;
	const patterns = whole ? ['test/unit/**/*.test.ts'] : folders.map(each => `test/unit/${each}/**/*.test.ts`);
	const groups = await testGroups({unit: [...ofTheWhole, ...patterns]});
	const paths = whole
		? []
		: [...folders.flatMap(each => [`src/${each}`, `test/unit/${each}`]), ...(await changedSources())];
	try {
		const tests = run(unitTests(groups));
		const ended: Ended[] = [];
		for (const step of looks(paths)) ended.push(await run(step));
		ended.push(await tests);
		if (interrupted.aborted) return false;
		for (const {name, output} of ended.filter(({failed}) => failed))
			print(`\n=== ${name}\n${withoutWhatPassed(output)}`);
		return ended.every(({failed}) => !failed);
	} finally {
		await groups.remove();
	}
}

function withoutWhatPassed(output: string): string {
	return output
		.split('\n')
		.filter(line => !line.startsWith('  ✔ '))
		.join('\n');
}

function aborted(signal: NodeJS.Signals): AbortSignal {
	const controller = new AbortController();
	process.once(signal, () => controller.abort());
	return controller.signal;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

const folders = process.argv.slice(2);
const known = await foldersOfSource();
const unknown = folders.filter(each => !known.includes(each));
if (unknown.length > 0) {
	process.stderr.write(`Error: src has no folder ${unknown.join(', ')}; it has ${known.join(', ')}\n`);
	process.exitCode = 2;
} else if (!(await check(folders))) process.exitCode = 1;
