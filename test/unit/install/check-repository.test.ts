import test from 'ava';
import {notChecked, ok, problem, toDo} from '../../../src/install/check.ts';
import {checkRepository} from '../../../src/install/check-repository.ts';
import {universe} from './package.ts';

const uri = 'https://r/repo';
const wanted = {name: 'Registry', uri, index: 0};
const name = 'repository';

test('a repository that is missing is to be added', t => {
	const check = toDo(name, `${uri} is to be added as "Registry" in place 0`);
	t.deepEqual(checkRepository([universe], wanted), check);
	t.deepEqual(checkRepository([], wanted), check);
});

test('a repository that is there is well, under whatever name and in whatever place', t => {
	t.deepEqual(checkRepository([{name: 'Mine', uri}], {...wanted, index: 9}), ok(name, `Cosmos reads ${uri}`));
});

test('another repository of that name is a problem', t => {
	t.deepEqual(
		checkRepository([{name: 'Registry', uri: 'https://other'}], wanted),
		problem(
			name,
			`the cluster has a package repository "Registry" that is not ${uri}`,
			'take another name with --repo-name; or, if nobody needs that one: dcos package repo remove Registry',
		),
	);
});

test('a place behind the end of the list is a problem; the end itself is none', t => {
	t.is(checkRepository([universe], {...wanted, index: 1}).result, 'to do');
	t.deepEqual(
		checkRepository([universe], {...wanted, index: 2}),
		problem(
			name,
			'there is no place 2 in the list of package repositories: it has 1',
			'--repo-index takes 0 to 1; 0 is the first',
		),
	);
});

test('one that is not wanted is not looked for', t => {
	t.deepEqual(checkRepository([universe], null), notChecked(name, 'left out (--no-repo)'));
});
