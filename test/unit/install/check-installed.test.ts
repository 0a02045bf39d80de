import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {notChecked, ok, problem, toDo, warning} from '../../../src/install/check.ts';
import {checkPackage} from '../../../src/install/check-installed.ts';
import type {Offer} from '../../../src/install/check-package.ts';
import type {InstallRequest} from '../../../src/install/request.ts';
import type {Subject} from '../../../src/install/subject.ts';
import {forbidden, loginEnded} from './faults.ts';
import {installed, offer, subject} from './first-findings.ts';
import {memoryCluster} from './memory-cluster.ts';
import {definition} from './package.ts';

type Wish = Pick<InstallRequest, 'update' | 'packageVersion'>;

const look = (
	over: Partial<Subject> = {},
	offered: Partial<Offer> = {},
	wish: Partial<Wish> = {},
	actions: readonly string[] | Error = [],
) => {
	const marathon = {actions: () => (actions instanceof Error ? Promise.reject(actions) : Promise.resolve(actions))};
	return checkPackage(memoryCluster({over: {marathon}}).cluster, {
		subject: {...subject, ...over},
		offer: {...offer, ...offered},
		request: {update: false, packageVersion: null, ...wish},
	});
};

const words = 'service.instances is 2, not 1';
const otherwise = (): Partial<Subject> => ({
	installed: installed({service: {name: 'r', instances: 2, mem: 2048}}),
});

test('a registry that is not there is to be installed', async t => {
	t.deepEqual(await look(), {
		change: 'install',
		checks: [toDo('package', 'package-registry 2.0.0 is to be installed as /r')],
	});
});

test('a registry with the same options stays as it is', async t => {
	t.deepEqual(await look({installed: installed()}), {
		change: null,
		checks: [ok('package', 'package-registry 2.0.0 is installed as /r with these options')],
	});
});

test('a newer version on offer is told, and not installed unasked', async t => {
	const newer = {definition: {...definition, version: '2.1.0'}};
	t.deepEqual((await look({installed: installed()}, newer)).checks, [
		ok('package', 'package-registry 2.0.0 is installed as /r with these options; 2.1.0 is on offer'),
	]);
});

const uncompared = warning(
	'package',
	'package-registry 2.0.0 is installed as /r; the cluster did not keep its options, so they are not compared',
);

test('a registry whose options the cluster did not keep is not compared', async t => {
	const same = {change: null, checks: [uncompared]};
	t.deepEqual(await look({installed: installed(null)}), same);
	t.deepEqual(await look({installed: installed(null), asked: false}, {}, {update: true}), same);
});

test('with --update and an options file it gets all of that', async t => {
	const all = 'all its options are replaced, since the cluster did not keep them; its storage has to be local already';
	t.deepEqual(await look({installed: installed(null)}, {}, {update: true}), {
		change: 'update',
		checks: [toDo('package', `/r is to be changed: ${all}`)],
	});
});

test('a registry with other options is a problem that says what differs', async t => {
	t.deepEqual(await look(otherwise()), {
		change: null,
		checks: [
			problem(
				'package',
				`/r is installed already, but differently: ${words}`,
				'bring options file and flags in line, or change the registry with --update, which restarts it',
			),
		],
	});
});

test('a registry at which somebody is at work is told with what is being done, as far as the user may know', async t => {
	const work = `/r is installed already, but differently: ${words}; somebody is at work on it: StartApplication, ScaleApplication`;
	t.is((await look(otherwise(), {}, {}, ['StartApplication', 'ScaleApplication'])).checks[0]?.what, work);
	t.regex((await look(otherwise(), {}, {}, forbidden)).checks[0]?.what ?? '', /service\.instances is 2, not 1$/);
	t.is(await t.throwsAsync(look(otherwise(), {}, {}, loginEnded)), loginEnded);
});

test('with --update it is to be changed', async t => {
	t.deepEqual(await look(otherwise(), {}, {update: true}), {
		change: 'update',
		checks: [toDo('package', `/r is to be changed: ${words}`)],
	});
});

test('another version is a difference as well', async t => {
	const {change, checks} = await look({installed: installed(undefined, {packageVersion: '1.9.0'})}, {}, {update: true});
	t.is(change, 'update');
	t.deepEqual(checks, [toDo('package', '/r is to be changed: the version is "1.9.0", not "2.0.0"')]);
});

const absent = problem('package', 'no repository has it', 'h');
const elsewhere: Partial<Offer> = {definition: null, checks: [absent]};

test('a package that nobody has is a problem for a first installation', async t => {
	t.deepEqual(await look({definition: null}, elsewhere), {change: null, checks: [absent]});
});

test('a package that comes with its repository is left to the second look', async t => {
	const check = toDo('package', 'to be added');
	t.deepEqual(await look({definition: null}, {definition: null, checks: [check]}), {change: null, checks: [check]});
});

test('a package that nobody has any more is none for a registry that runs', async t => {
	t.is((await look({installed: installed()}, elsewhere)).checks[0]?.result, 'ok');
	t.is((await look(otherwise(), elsewhere, {update: true})).change, 'update');
});

test('nor is it when the version is asked for that is installed already', async t => {
	t.deepEqual(await look({installed: installed()}, elsewhere, {packageVersion: '2.0.0'}), {
		change: null,
		checks: [ok('package', 'package-registry 2.0.0 is installed as /r with these options')],
	});
});

test('a version that is asked for and that nobody has is a problem', async t => {
	const unknown = {installed: installed(), definition: null};
	t.deepEqual(await look(unknown, elsewhere, {packageVersion: '3.0.0', update: true}), {
		change: null,
		checks: [absent],
	});
});

const storage = (path: string): JsonObject => ({registry: {s3: {bucket: 'b', path, endpoint: 'https://e'}}});
const moved = (is: JsonObject, wanted: JsonObject): Partial<Subject> => ({installed: installed(is), resolved: wanted});

test('another storage is a problem of its own, which no update mends', async t => {
	for (const update of [false, true]) {
		t.deepEqual(await look(moved(storage('p'), storage('q')), {}, {update}), {
			change: null,
			checks: [notChecked('package', 'package-registry 2.0.0 is installed as /r, with another storage')],
		});
		t.is((await look(moved({registry: {}}, storage('q')), {}, {update})).change, null);
	}
});

test('what differs beside another storage is told without it', async t => {
	const [is, wanted] = [
		{...storage('p'), more: 1},
		{...storage('q'), more: 2},
	];
	const {checks} = await look(moved(is, wanted));
	t.is(checks[0]?.what, '/r is installed already, but differently: more is 1, not 2');
});

test('the same storage in other words is a difference as any other', async t => {
	const {change, checks} = await look(moved(storage('p'), storage('/p/')), {}, {update: true});
	t.is(change, 'update');
	t.is(checks[0]?.what, '/r is to be changed: registry.s3.path is "p", not "/p/"');
	const service = moved({service: {mem: 1}, ...storage('p')}, {service: {mem: 2}, ...storage('p')});
	t.is((await look(service, {}, {update: true})).change, 'update');
});

const own = {name: 'Registry', uri: 'https://r.marathon.l4lb.thisdcos.directory/repo', reason: null};
const broken = (over: Partial<Offer['broken']> = {}): Partial<Offer> => ({definition: null, broken: {...own, ...over}});
const said = (uri: string) =>
	`the package repository "Registry" (${uri}) does not answer, so every package command fails`;

test('a repository that does not answer is named, with what Cosmos says of it', async t => {
	const uri = 'https://other';
	const hint = 'mend it, or take it out: dcos package repo remove Registry';
	t.deepEqual(await look({definition: null}, broken({uri})), {
		change: null,
		checks: [problem('package', said(uri), hint)],
	});
	t.deepEqual((await look({definition: null}, broken({uri, reason: 'refused'}))).checks, [
		problem('package', `${said(uri)} (Cosmos says: refused)`, hint),
	]);
	t.is((await look({installed: installed()}, broken({uri}))).checks[0]?.result, 'problem');
	t.is((await look({installed: installed()}, broken({uri: null}))).checks[0]?.result, 'problem');
});

test("the registry's own repository does not answer before the registry is healthy: that is waited for", async t => {
	t.deepEqual(await look({installed: installed()}, broken()), {
		change: null,
		checks: [
			warning('package', `${said(own.uri)}; it is that of /r itself`),
			ok('package', 'package-registry 2.0.0 is installed as /r with these options'),
		],
	});
	t.deepEqual((await look({definition: null}, broken())).checks, [
		problem(
			'package',
			said(own.uri),
			'it is that of the registry to be, which is added again at the end: dcos package repo remove Registry',
		),
	]);
});

test('but nobody can say then whether there is another version', async t => {
	const asked = {installed: installed(), definition: null};
	const {change, checks} = await look(asked, broken(), {packageVersion: '2.1.0', update: true});
	t.is(change, null);
	t.deepEqual(
		checks.map(({result}) => result),
		['problem'],
	);
});
