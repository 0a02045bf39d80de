import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {build, thisProject} from '../../binaries/plugin.ts';

/** The highest version of each interface that the binary asks the system's libraries for, by what the library calls it. */
async function neededVersions(): Promise<Readonly<Record<string, string>>> {
	const {binary} = await build();
	const {stdout} = await execa('objdump', ['-p', binary]);
	const asked = [...stdout.matchAll(/0x[0-9a-f]{8} 0x\d\d \d\d (\w+?)_(\d+(?:\.\d+)*)$/gm)];
	const needed: Record<string, string> = {};
	for (const [, library = '', version = ''] of asked) {
		const highest = needed[library];
		if (highest === undefined || isAbove(version, highest)) needed[library] = version;
	}
	return needed;
}

function isAbove(version: string, other: string): boolean {
	return version.localeCompare(other, 'en', {numeric: true}) > 0;
}

test('README and binaries/README name the versions of the libraries that the binary asks for', async t => {
	const needed = await neededVersions();
	t.deepEqual(Object.keys(needed).sort(), ['CXXABI', 'GCC', 'GLIBC', 'GLIBCXX']);
	for (const file of ['README.md', 'binaries/README.md']) {
		const text = await readFile(path.join(thisProject, file), 'utf8');
		const [, glibc] = /glibc (\d[\d.]*\d)/.exec(text) ?? [];
		const named = [...text.matchAll(/\b(GLIBCXX|CXXABI|GCC)[ _](\d[\d.]*\d)/g)].map(([, name = '', version = '']) => [
			name,
			version,
		]);
		t.deepEqual({GLIBC: glibc, ...Object.fromEntries(named)}, needed, file);
	}
});

test('the binary asks for no other library than those', async t => {
	const {binary} = await build();
	const {stdout} = await execa('objdump', ['-p', binary]);
	const libraries = [...stdout.matchAll(/^ +NEEDED +(\S+)$/gm)].map(([, name = '']) => name);
	t.deepEqual(libraries.sort(), [
		'ld-linux-x86-64.so.2',
		'libc.so.6',
		'libdl.so.2',
		'libgcc_s.so.1',
		'libm.so.6',
		'libpthread.so.0',
		'libstdc++.so.6',
	]);
});
