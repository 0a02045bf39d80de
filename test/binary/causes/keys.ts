import type {S3Action, S3Key} from '../../sandbox/s3/s3-service.ts';
import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

const actions: readonly S3Action[] = ['list', 'put', 'get', 'delete', 'multipart'];

const id = (name: string) => `AKIA${name.toUpperCase().replaceAll('-', '').padEnd(16, '0')}`;
const key = (name: string, rights: Partial<S3Key> = {}): S3Key => ({
	accessKeyId: id(name),
	secretAccessKey: `canary-${name}-3kWq8zYt1vLx`,
	...rights,
});

/** What a store says to the keys, by what they may do and by the clock that signs with them. */
export const keyCauses: Causes = async scene => [
	...(await strangers(scene)),
	...(await denials(scene)),
	...(await clocks(scene)),
];

async function strangers({store}: Scene): Promise<Cause[]> {
	const own = await store({
		buckets: {packages: {}, theirs: {owner: 'another'}},
		keys: {team: key('team'), modest: key('modest', {denied: ['list-buckets']})},
		profiles: {unknown: key('unknown'), mistyped: {...key('team'), secretAccessKey: 'canary-mistyped'}},
	});
	return [
		refused('a bucket that does not exist', own.words({bucket: 'pakcages'})),
		refused('a bucket of someone else', own.words({bucket: 'theirs'})),
		refused('a bucket that may be of someone else', own.words({bucket: 'theirs', profile: 'modest'})),
		refused('an access key that the store does not know', own.words({profile: 'unknown'})),
		refused('a wrong secret key', own.words({profile: 'mistyped'})),
	];
}

async function denials({store}: Scene): Promise<Cause[]> {
	const keys = Object.fromEntries(actions.map(action => [action, key(action, {denied: [action]})]));
	const inside = key('inside', {below: 'packages/dcos/'});
	const outside = key('outside', {below: 'images/'});
	const guarded = await store({keys: {...keys, inside, outside}});
	return [
		...actions.map(action => {
			const of = `a key that may not ${action === 'multipart' ? 'upload in parts' : action}`;
			return refused(of, guarded.words({profile: action}), {leaves: action === 'delete' ? 1 : 0});
		}),
		refused('a key for another path', guarded.words({profile: 'outside'})),
		works('a key for its path alone', guarded.words({profile: 'inside'})),
	];
}

async function clocks({store}: Scene): Promise<Cause[]> {
	const hour = 60 * 60 * 1000;
	const behind = await store({now: () => new Date(Date.now() - hour)});
	const ahead = await store({now: () => new Date(Date.now() + hour)});
	return [refused('a clock that is ahead', behind.words()), refused('a clock that is behind', ahead.words())];
}
