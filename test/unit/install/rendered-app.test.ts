import test from 'ava';
import {ApiError} from '../../../src/errors/api-error.ts';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {problem} from '../../../src/install/check.ts';
import {renderApp} from '../../../src/install/rendered-app.ts';
import {forbidden, loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {subject} from './first-findings.ts';
import {memoryCluster} from './memory-cluster.ts';

/** What is made of such an answer, and what Cosmos was asked for. */
async function look(answer: JsonObject | Error, about = subject) {
	const asked: unknown[] = [];
	const render = async (request: unknown) => {
		asked.push(request);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const {cluster} = memoryCluster({over: {cosmos: {render}}});
	return {rendered: await renderApp(cluster.cosmos, about), asked};
}

test('Cosmos shows the app that would be started, in this version with these options', async t => {
	const {rendered, asked} = await look({id: '/r', cpus: 1});
	t.deepEqual(rendered, {app: {id: '/r', cpus: 1}, checks: []});
	t.deepEqual(asked, [{packageName: 'package-registry', packageVersion: '2.0.0', options: subject.options}]);
});

test('slashes around the name make no difference, and an app without an id is not judged', async t => {
	t.deepEqual((await look({id: 'r'})).rendered.checks, []);
	t.deepEqual((await look({id: '/r/'})).rendered.checks, []);
	t.deepEqual((await look({})).rendered, {app: {}, checks: []});
});

test('a package that does not take its name from the options is a problem', async t => {
	const {app, checks} = (await look({id: '/other/name'})).rendered;
	t.deepEqual(app, {id: '/other/name'});
	t.deepEqual(checks, [
		problem(
			'name',
			'the package would be installed as /other/name, not as /r: it does not take its name from the options',
			'give the name that it takes: --service-name other/name',
		),
	]);
});

test('options that Cosmos does not take are a problem with all its words', async t => {
	const answer = {method: 'POST', path: '/x', status: 400, type: 'X', serverMessage: 'bad options', data: null};
	const error = new ApiError('the cluster answered 400', answer, {details: ['/a: too long', '/b: missing']});
	const what = 'Cosmos does not take the options for package-registry 2.0.0: bad options; /a: too long; /b: missing';
	const checks = [problem('options file', what, 'mend them in the options file')];
	t.deepEqual((await look(error)).rendered, {app: null, checks});
});

test('a refusal without words is told as it is', async t => {
	const {checks} = (await look(refusal('X', {serverMessage: null}))).rendered;
	t.regex(checks[0]?.what ?? '', /2\.0\.0: the cluster answered 400$/);
});

test('a repository that does not answer is told elsewhere, and is no fault of the options', async t => {
	const error = refusal('RepositoryUriConnection', {data: {repository: {name: 'Registry'}}});
	t.deepEqual((await look(error)).rendered, {app: null, checks: []});
});

test('who may not have it shown learns that', async t => {
	t.like((await look(forbidden)).rendered, {
		app: null,
		checks: [{name: 'package', result: 'problem', what: forbidden.message}],
	});
});

for (const type of ['VersionNotFound', 'PackageNotFound']) {
	test(`an installed version that no repository offers any more (${type}) cannot be shown`, async t => {
		t.deepEqual((await look(refusal(type))).rendered, {app: null, checks: []});
	});
}

test('without the package nothing is asked', async t => {
	const {rendered, asked} = await look({}, {...subject, definition: null});
	t.deepEqual([rendered, asked], [{app: null, checks: []}, []]);
});

for (const error of [serverError, refusal('X', {status: 404})]) {
	test(`"${error.message}" says nothing about the options`, async t => {
		const checks = [problem('package', error.message, null, exitCodes.failed)];
		t.deepEqual((await look(error)).rendered, {app: null, checks});
	});
}

for (const error of [loginEnded, noAnswer]) {
	test(`"${error.message}" is told`, async t => {
		t.is(await t.throwsAsync(look(error)), error);
	});
}
