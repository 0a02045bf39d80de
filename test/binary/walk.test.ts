import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {refused} from './causes/cause.ts';
import {createScene, type Scene} from './causes/scene.ts';
import {walk} from './causes/walk.ts';

const changes: Readonly<Record<string, (scene: Scene) => unknown>> = {
	nothing: () => {},
	'a secret': ({operator}) => operator.sandbox.secrets.secrets.set('stray', {value: 'v'}),
	'a user': ({operator}) => operator.sandbox.users.set('stray', {uid: 'stray', description: ''}),
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
