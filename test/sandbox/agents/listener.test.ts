import {createServer} from 'node:net';
import test from 'ava';
import {execa} from 'execa';
import {listen} from './listener.ts';

test('a closed listener finds its port free again, whatever was opened meanwhile', async t => {
	const {port, close, open} = await listen(() => {});
	t.teardown(close);
	// the first port that Linux hands out by itself; those of macOS begin later
	t.true(port < 32_768);
	await close();
	const others = await Promise.all(Array.from({length: 20}, () => listen(() => {})));
	t.teardown(() => Promise.all(others.map(other => other.close())));
	t.false(others.some(other => other.port === port));
	await t.notThrowsAsync(open());
});

test('another process gets none of the ports around a listener, open or closed', async t => {
	const {port, close} = await listen(() => {});
	t.teardown(close);
	const script = `
		const {listen} = await import(${JSON.stringify(new URL('listener.ts', import.meta.url).href)});
		const all = await Promise.all(Array.from({length: 30}, () => listen(() => {})));
		console.log(all.map(({port}) => Math.floor(port / 1000)).join(' '));
		await Promise.all(all.map(({close}) => close()));`;
	const others = Array.from({length: 4}, () => execa(process.execPath, ['--input-type=module', '--eval', script]));
	const blocks = (await Promise.all(others)).map(({stdout}) => [...new Set(stdout.split(' '))]);
	t.true(blocks.every(each => each.length === 1));
	t.false(blocks.flat().includes(String(Math.floor(port / 1000))));
});

test('a port that somebody has is passed over', async t => {
	const {port: last, close} = await listen(() => {});
	t.teardown(close);
	const taken = createServer().listen(last + 1, '127.0.0.1');
	t.teardown(() => void taken.close());
	// on an error another process has it
	await new Promise(resolve => taken.once('listening', resolve).once('error', resolve));
	const next = await listen(() => {});
	t.teardown(next.close);
	t.not(next.port, last + 1);
});
