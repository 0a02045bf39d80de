import test from 'ava';
import type {Repository} from '../../../src/dcos/cosmos.ts';
import {repositoryState} from '../../../src/install/repository.ts';
import {universe} from './package.ts';

const uri = 'https://r.marathon.l4lb.thisdcos.directory/repo';
const own: Repository = {name: 'Registry', uri};
const namesake: Repository = {name: 'Registry', uri: 'https://other/repo'};

const states: readonly (readonly [string, readonly Repository[], ReturnType<typeof repositoryState>])[] = [
	['no repository at all', [], 'missing'],
	['other repositories only', [universe], 'missing'],
	['the repository', [universe, own], 'present'],
	['the repository under another name', [{name: 'Mine', uri}], 'present'],
	['another repository of that name', [namesake], 'name taken'],
	['the repository beside another of that name', [namesake, {name: 'Mine', uri}], 'present'],
];

for (const [what, repositories, state] of states) {
	test(`with ${what} it is ${state}`, t => {
		t.is(repositoryState(repositories, own), state);
	});
}
