import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {refused} from './causes/cause.ts';
import {clientOf, removeRepositories} from './causes/remember-cluster.ts';
import {createScene, type Scene} from './causes/scene.ts';
import {lookAround} from './causes/surroundings.ts';
import {walk} from './causes/walk.ts';

const changes: Readonly<Record<string, (scene: Scene) => unknown>> = {
	nothing: () => {},
	'a secret': ({operator}) => operator.sandbox.secrets.secrets.set('stray', {value: 'v'}),
	'a user': ({operator}) => operator.sandbox.users.set('stray', {uid: 'stray', description: ''}),
	'a repository': ({operator}) => removeRepositories(operator.sandbox),
	'a file': ({operator}) => writeFile(path.join(operator.directory, 'stray'), ''),
	"a file's content": ({operator}) => writeFile(path.join(operator.directory, 'notes'), 'other'),
};

for (const [what, change] of Object.entries(changes)) {
	test(`a refused command that changed ${what} ${what === 'nothing' ? 'passes' : 'is noticed'}`, async t => {
		const scene = await createScene(t);
		await scene.write('notes', 'some');
		const run: Scene['operator']['run'] = async (...words) => {
			const result = await scene.operator.run(...words);
			await change(scene);
			return result;
		};
		const attempt = await t.try(async tt => {
			const spoiled = {...scene, t: tt, operator: {...scene.operator, run}};
			await walk(spoiled, [refused('no credential file', scene.s3({credentials: 'missing'}))]);
		});
		attempt.discard();
		t.is(attempt.passed, what === 'nothing');
	});
}

test('whatever makes a cause is taken back before the next one', async t => {
	const scene = await createScene(t, {machines: false});
	const {sandbox} = scene.operator;
	const {names, mesosAgents, secrets, apps} = sandbox;
	const look = async () => structuredClone({...(await lookAround(scene)), names: names.all(), mesosAgents});
	const first = await look();
	const client = await clientOf(sandbox);
	const before = async () => {
		for (const change of Object.values(changes)) await change(scene);
		for (const agent of mesosAgents) agent.active = false;
		for (const host of names.all().keys()) await names.set(host, undefined);
		secrets.sealed = true;
		await client('POST', '/service/marathon/v2/apps', {id: '/stray', cmd: 'sleep 60'});
		t.true(apps.has('/stray'));
	};
	await walk(scene, [refused('no credential file', scene.s3({credentials: 'missing'}), {before})]);
	t.deepEqual(await look(), first);
	t.false(secrets.sealed);
});
