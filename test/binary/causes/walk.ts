import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import type {Cause} from './cause.ts';
import type {Scene} from './scene.ts';
import {lookAround, remember, type View} from './surroundings.ts';

/**
 * Runs the commands one after the other. What is refused, or only looks, has changed nothing when it ends: not the cluster, not
 * a bucket, not a file of the operator's. What works has left nothing in a bucket, and the rest is taken back before the next one.
 */
export async function walk(scene: Scene, causes: readonly Cause[]): Promise<void> {
	const restore = await remember(scene);
	for (const cause of causes) {
		await cause.before?.();
		await meet(scene, cause);
		await restore();
	}
}

/** What the name of a golden file begins with. */
const families: Readonly<Record<Cause['ending'], (verb: string) => string>> = {
	refused: verb => `refusal-${verb}`,
	works: verb => `${verb}-in-spite-of`,
	looks: verb => `${verb}-looks-at`,
};

async function meet({t, operator, ...scene}: Scene, {of, check, ...cause}: Cause): Promise<void> {
	const before = await lookAround({operator, ...scene});
	const run = await operator.run(cause.words, cause.env);
	const {exitCode, stdout, stderr} = run;
	const text = normalised(`${stderr}${stdout}exit code ${exitCode}\n`, operator, scene.ports);
	const [verb = ''] = cause.words;
	await golden(t, `${families[cause.ending](verb)}-${of.replaceAll(' ', '-')}`, text);
	t.is(exitCode, cause.exitCode, `${of}\n${stderr}`);
	// every key, token and password of the tests holds this word, but for the keys that IAM takes
	t.notRegex(text, /canary|PRIVATE KEY/, `${of}: a secret shows`);
	const after = await lookAround({operator, ...scene});
	const left = leftIn(after, before);
	t.is(left.length, cause.leaves ?? 0, `${of}: ${left.join(', ')}`);
	for (const key of left) t.true(stderr.includes(`Warning: ${key.split(' ').at(-1)} `), `${of}: ${key} is named`);
	const kept = {...after.objects};
	for (const key of left) delete kept[key];
	t.deepEqual(kept, before.objects, `${of}: the buckets`);
	if (cause.ending !== 'works') t.deepEqual({...after, objects: kept}, before, `${of}: the cluster and the directory`);
	await check?.(run);
}

function leftIn(after: View, before: View): string[] {
	return Object.keys(after.objects).filter(key => !(key in before.objects));
}
