import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';

const project = join(import.meta.dirname, '..');
const oxlint = join(project, 'node_modules/oxlint/bin/oxlint');

const floating = `import {rm} from 'node:fs/promises';
import got from 'got';

async function own(): Promise<void> {}

export function floating(): void {
	own();
	rm('x');
	got('https://example.com');
}
`;

const clean = `import {rm} from 'node:fs/promises';
import got from 'got';

export async function clean(): Promise<string> {
	await rm('x', {force: true});
	void rm('y', {force: true});
	return got('https://example.com').text();
}
`;

type Finding = {code: string; line: number | undefined};

/** What the project's linter finds in a file of this text, with the project's own rules. */
async function lint(t: ExecutionContext, text: string): Promise<{exitCode: number; findings: Finding[]}> {
	// inside the project, so that the types of its packages are found
	await mkdir(join(project, '.tmp'), {recursive: true});
	const directory = await mkdtemp(join(project, '.tmp/lint-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const config = {extends: '../../tsconfig.json', include: ['*.ts']};
	await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(config));
	await writeFile(join(directory, 'planted.ts'), text);
	const words = [oxlint, '--type-aware', '--format', 'json', join(relative(project, directory), 'planted.ts')];
	return new Promise(resolve => {
		const child = execFile(process.execPath, words, {cwd: project, timeout: 60_000}, (_, stdout) => {
			resolve({exitCode: child.exitCode ?? -1, findings: findingsIn(stdout)});
		});
	});
}

function findingsIn(stdout: string): Finding[] {
	const {diagnostics} = JSON.parse(stdout) as {diagnostics: {code: string; labels: {span: {line: number}}[]}[]};
	return diagnostics.map(({code, labels}) => ({code, line: labels[0]?.span.line}));
}

test('a promise that nobody waits for is found: our own, that of Node.js and that of a library', async t => {
	const {exitCode, findings} = await lint(t, floating);
	t.is(exitCode, 1);
	t.deepEqual(
		findings.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
		[7, 8, 9].map(line => ({code: 'typescript(no-floating-promises)', line})),
	);
});

test('promises that are waited for, or let go on purpose, pass', async t => {
	t.deepEqual(await lint(t, clean), {exitCode: 0, findings: []});
});
