import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {check} from 'recheck';
import {withoutComments} from './architecture.ts';
import {patternsIn} from './support/patterns.ts';

const src = join(import.meta.dirname, '../src');

async function sources(): Promise<{path: string; text: string}[]> {
	const paths = (await readdir(src, {recursive: true})).filter(path => path.endsWith('.ts'));
	return Promise.all(paths.map(async path => ({path, text: await readFile(join(src, path), 'utf8')})));
}

/** Where a pattern of others is made, which `inTime` bounds. */
const others = ['options/unknown-keys.ts'];

/** Half the time that it takes by itself, and what was found in src is found all the same. */
const limits = {timeout: 20_000, maxAttackStringSize: 50_000, maxIteration: 3};

/** Null for one whose time grows with the length of a text alone; else a text for which it grows faster, or that nobody could tell. */
async function attackOn(source: string, flags: string): Promise<string | null> {
	const {status, ...found} = await check(source, flags, limits);
	if (status === 'safe') return null;
	return status === 'vulnerable' && 'attack' in found ? (found.attack?.pattern ?? status) : status;
}

test('the time of every pattern of src grows with the length of what it looks at, and no faster', async t => {
	const patterns = (await sources()).flatMap(patternsIn);
	t.true(patterns.length > 150);
	for (const {path, line, source, flags} of patterns)
		t.is(await attackOn(source, flags), null, `${path}:${line} /${source}/${flags}`);
});

test('patterns are made of texts in one place, where their time is bounded', async t => {
	const making = (await sources()).filter(({text}) => /\bRegExp\(/.test(withoutComments(text)));
	t.deepEqual(
		making.map(({path}) => path),
		others,
	);
});

for (const source of ['No .* host key is known', '(a+)+$', '\\/+$', 'x.{0,300}y.{0,300}z'])
	test(`a pattern that takes too long is found: ${source}`, async t => {
		t.not(await attackOn(source, ''), null);
	});

test('a pattern is found wherever it stands', t => {
	const text = 'const a = b as C;\nf(/x y/gi, [{d: /[/]z/}]);\nconst e = a.g / /w/.exec(a) / 2;\n';
	t.deepEqual(
		patternsIn({path: 'a.ts', text}).map(({line, source, flags}) => `${line} ${source} ${flags}`),
		['2 x y gi', '2 [/]z ', '3 w '],
	);
});
