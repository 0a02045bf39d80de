import test from 'ava';
import type {UserError} from '../../../src/errors/errors.ts';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {install} from '../../../src/install/install.ts';
import type {InstallReport} from '../../../src/install/report.ts';
import type {InstallRequest} from '../../../src/install/request.ts';
import {forbidden, noAnswer} from './faults.ts';
import {request} from './first-findings.ts';
import {installWorld} from './install-world.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';
import {definition, universe} from './package.ts';

const source = {name: 'Bootstrap Registry', uri: request.bootstrapRepository};
const added = `repository ${source.name}`;
const removed = `remove repository ${source.name}`;

/** A run in a cluster in which only the source has the package. */
async function installing({
	traits,
	wish,
	options,
}: {
	traits?: Traits;
	wish?: Partial<InstallRequest>;
	options?: string;
}) {
	const memory = memoryCluster({offers: {[source.uri]: [definition]}, ...traits});
	const {world, ...rest} = installWorld({memory, options});
	const outcome = await install({...request, ...wish}, world).catch((error: unknown) => error);
	return {...rest, report: outcome as InstallReport, error: outcome as UserError};
}

/** No secret is there, and that one may not be read. */
const hidden = (secret: string) => async (path: string) => {
	if (path === secret) throw forbidden;
	return null;
};

const faulty = '{"service": {"instances": 0}}';

test('the source is asked for, added first, and behind it all is looked at once more', async t => {
	const {report, state, questions, lines, writes} = await installing({});
	t.regex(questions[0] ?? '', /^No package repository of the cluster has the package/);
	t.is(writes[0], added);
	t.deepEqual(
		report.steps.map(({step, state: how}) => `${step}: ${how}`),
		['package source: done', 'service account: done', 'package: done', 'health: unchanged', 'repository: done'],
	);
	t.is(report.packageVersion, '2.0.0');
	t.deepEqual(
		state.repositories.map(({name}) => name),
		['Registry', 'Universe', 'Bootstrap Registry'],
	);
	t.deepEqual(lines.filter(line => line.startsWith('Preflight')).length, 2);
});

test('a source that is found broken keeps everything else from being done', async t => {
	const {error, writes} = await installing({traits: {fault: () => ({done: false, error: forbidden})}});
	t.is(error, forbidden);
	t.deepEqual(writes, [added]);
});

for (const atomic of [false, true]) {
	const how = atomic ? 'with' : 'without';

	test(`${how} --atomic, options that the package then does not take leave nothing behind`, async t => {
		const {error, state, writes, lines} = await installing({options: faulty, wish: {atomic}});
		t.is(error.exitCode, exitCodes.refused);
		t.regex(error.message, /^\/service\/instances must be >= 1/);
		t.deepEqual(error.details, [`undone: the package repository ${source.name} (${source.uri})`]);
		t.deepEqual(state.repositories, [universe]);
		t.deepEqual(writes, [added, removed]);
		t.is(lines.filter(line => line.startsWith('Undo')).length, 1);
	});

	test(`${how} --atomic, what the user then may not see leaves nothing behind`, async t => {
		const app = {id: '/dcos-registry', secrets: {more: {source: 'dcos-registry/more'}}};
		const over = {cosmos: {render: async () => app}, secrets: {read: hidden('dcos-registry/more')}};
		const {error, state} = await installing({traits: {over}, wish: {atomic}});
		t.is(error.exitCode, exitCodes.notAllowed);
		t.deepEqual(error.details, [`undone: the package repository ${source.name} (${source.uri})`]);
		t.deepEqual(state.repositories, [universe]);
	});

	test(`${how} --atomic, a source that cannot be taken back is told with the command that does it`, async t => {
		const fault = (what: string) => (what === removed ? {done: false, error: noAnswer} : null);
		const {error} = await installing({traits: {fault}, options: faulty, wish: {atomic}});
		t.regex(error.message, /^\/service\/instances must be >= 1/);
		t.deepEqual(error.details, [
			`could not undo the package repository ${source.name} (${source.uri}): ${noAnswer.message}`,
			'to undo the rest by hand, in this order:',
			"  dcos package repo remove 'Bootstrap Registry'",
		]);
	});
}

test('a look that fails keeps the source without --atomic, and that is told', async t => {
	let looks = 0;
	const apps = async () => {
		looks += 1;
		if (looks === 2) throw noAnswer;
		return [];
	};
	const {error, state} = await installing({traits: {over: {marathon: {apps}}}});
	t.is(error.message, noAnswer.message);
	t.deepEqual(error.details, [
		'done before, and kept: package source; to go on from there: dcos registry install --options o.json --timeout 1m',
	]);
	t.deepEqual(state.repositories, [universe, source]);
});
