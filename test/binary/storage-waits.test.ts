import {performance} from 'node:perf_hooks';
import test from 'ava';
import {startSilentServer} from '../sandbox/raw-servers.ts';
import {refused} from './causes/cause.ts';
import {createScene} from './causes/scene.ts';
import {lookAround} from './causes/surroundings.ts';
import {walk} from './causes/walk.ts';

test('a store that takes the connection and says nothing is given up', async t => {
	const scene = await createScene(t);
	const silent = await startSilentServer();
	t.teardown(() => silent.stop());
	scene.named(silent.port, '<silent port>');
	const words = [...scene.s3({endpoint: `https://localhost:${silent.port}`}), '--quiet'];
	await walk(scene, [refused('a store that never answers', words)]);
});

test('a store that takes the request and says nothing is given up', async t => {
	const scene = await createScene(t);
	const {faults} = scene.operator.sandbox.s3.service;
	const words = [...scene.s3(), '--quiet'];
	const before = () => faults.fail('PutObject', {kind: 'hang'});
	await walk(scene, [refused('a store that answers no request', words, {before})]);
});

test('a proxy that takes the connection and says nothing is given up', async t => {
	const scene = await createScene(t);
	const silent = await startSilentServer();
	t.teardown(() => silent.stop());
	const env = scene.throughPort(silent.port);
	const words = [...scene.s3({endpoint: 'https://store.example'}), '--quiet'];
	await walk(scene, [refused('a proxy that never answers', words, {env})]);
});

for (const operation of ['UploadPart', 'CompleteMultipartUpload']) {
	test(`Ctrl-C in the middle of ${operation} leaves nothing behind`, async t => {
		const scene = await createScene(t);
		const {operator, s3} = scene;
		const {service} = operator.sandbox.s3;
		if (operation === 'UploadPart') service.faults.fail(operation, {kind: 'hang'});
		const before = await lookAround(scene);
		const reached = service.untilRequest(operation);
		const interrupted = reached.then(() => performance.now());
		const {exitCode, stdout, stderr} = await operator.run(s3(), {}, reached);
		t.is(exitCode, 130, stderr);
		// the time limit of a request that hangs is 30 s
		t.true(performance.now() - (await interrupted) < 25_000);
		t.regex(stderr, /Error: interrupted: nothing was changed\n/);
		t.is(stdout, '');
		t.deepEqual(await lookAround(scene), before);
	});
}
