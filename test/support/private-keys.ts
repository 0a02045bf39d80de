import type {Secret} from '../../src/errors/secret.ts';
import {newPrivateKey} from '../../src/install/key-pair.ts';

/** So many that two runs which make an account at the same time never have the same one. */
const count = 6;
const made: Promise<Secret>[] = [];
let given = 0;

/** For what makes accounts and is not about their keys: one of a few for all tests of this process, each in its turn. */
export function nextPrivateKey(): Promise<Secret> {
	const place = given % count;
	given += 1;
	made[place] ??= newPrivateKey();
	return made[place];
}
