import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {listen} from '../listener.ts';
import {parseReference} from './image-reference.ts';
import {pullImage} from './pull.ts';

test('gives up on a registry that takes the connection and is silent', async t => {
	const {port, close} = await listen(() => {});
	const directory = await mkdtemp(join(tmpdir(), 'docker-'));
	t.teardown(async () => {
		await close();
		await rm(directory, {recursive: true});
	});
	const names = join(directory, 'names.json');
	await writeFile(names, JSON.stringify({'registry.example': {address: '127.0.0.1', port}}));
	const pull = pullImage(parseReference('registry.example/none:1'), {
		certsD: directory,
		names,
		patience: 50,
		isSecure: true,
	});
	await t.throwsAsync(pull, {message: 'Get "https://registry.example/v2/": context deadline exceeded'});
});

test('reads image names as Docker does', t => {
	const read = (text: string) => Object.values(parseReference(text)).join(' ');
	t.is(read('a.example/b/c:1'), 'a.example b/c 1 a.example/b/c');
	t.is(read('a.example:443/b'), 'a.example:443 b latest a.example:443/b');
	t.is(read('localhost/b'), 'localhost b latest localhost/b');
	t.is(read('busybox:1.36'), 'docker.io library/busybox 1.36 busybox');
	t.is(read('team/app'), 'docker.io team/app latest team/app');
	for (const wrong of ['', 'a.example/', 'a.example/B', 'a b', 'a.example/b:c:d', 'a.example/b:']) {
		t.throws(() => parseReference(wrong), {message: 'invalid reference format'});
	}
});
