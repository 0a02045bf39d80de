import test from 'ava';
import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {
	installedProblem,
	nameProblem,
	repositoryProblem,
	secretProblems,
	validationProblems,
} from '../../../src/install/problems.ts';
import {findings, installed} from './first-findings.ts';

test('a fault of the options is told with its line in the file', t => {
	const text = '{\n  "service": {\n    "instances": 0\n  }\n}\n';
	const options = {service: {instances: 0}};
	t.deepEqual(validationProblems({...findings, options}, {path: 'o.json', text, value: options}), [
		{
			what: '/service/instances must be >= 1, it is 0 (o.json, line 3)',
			hint: 'set service.instances in o.json',
		},
	]);
});

test("a fault in a file with the other version's shape is told with the line and the place that the file has", t => {
	const text = '{\n  "registry": {\n    "service": {\n      "instances": 0\n    }\n  }\n}\n';
	const file = {path: 'o.json', text, value: JSON.parse(text) as JsonObject};
	t.deepEqual(validationProblems({...findings, options: {service: {instances: 0}}}, file), [
		{
			what: '/service/instances must be >= 1, it is 0 (o.json, line 4)',
			hint: 'set registry.service.instances in o.json',
		},
	]);
});

test('a key too many is to be taken out, not to be set', t => {
	const strict = {...findings, package: {...findings.package, config: {additionalProperties: false, properties: {}}}};
	const file = {path: 'o.json', text: '{\n  "S3": 1\n}', value: {S3: 1}};
	const [problem] = validationProblems({...strict, options: {S3: 1}}, file);
	t.is(problem?.what, '/S3 must not have the key "S3", it is 1 (o.json, line 2)');
	t.regex(problem?.hint ?? '', /take S3 out/);
});

test('a fault that the file has no line for is told with the file', t => {
	const required = {...findings, package: {...findings.package, config: {required: ['registry']}}};
	const [problem] = validationProblems(required, {path: 'o.json', text: null, value: {}});
	t.is(problem?.what, '/registry is required (o.json)');
});

const secrets = (...paths: string[]) => {
	const read = async (path: string) => (paths.includes(path) ? new Secret('s') : null);
	return {secrets: {read}} as unknown as ClusterApis;
};
const credential = (path: string) => ({registry: {s3: {'credential-secret-path': path}}});

test('secrets that are there and that the service may read are no problem', async t => {
	const options = credential('r/s3');
	t.deepEqual(await secretProblems(secrets('r/s3'), {...findings, options}), []);
	t.deepEqual(await secretProblems(secrets(), findings), []);
});

test('a credential that is not there is a problem, and the command that makes it is named', async t => {
	const [problem] = await secretProblems(secrets(), {...findings, options: credential('r/s3')});
	t.is(problem?.what, 'the secret r/s3 does not exist');
	t.regex(problem?.hint ?? '', /dcos registry storage s3/);
});

test('a secret in the space of another service is a problem', async t => {
	const accountNames = {uid: 'a', secretPath: 'other/key'};
	const problems = await secretProblems(secrets('x/s3'), {...findings, accountNames, options: credential('x/s3')});
	t.deepEqual(
		problems.map(each => each.what),
		['the service r may not read the secret other/key', 'the service r may not read the secret x/s3'],
	);
});

const marathon = (exists: boolean) => ({marathon: {app: async () => (exists ? {} : null)}}) as unknown as ClusterApis;

test('a name that another service has is a problem; that of the registry itself is none', async t => {
	t.is((await nameProblem(marathon(true), findings)).length, 1);
	t.deepEqual(await nameProblem(marathon(false), findings), []);
	t.deepEqual(await nameProblem(marathon(true), installed({})), []);
});

test('a registry with the same options is no problem, with the defaults said or not', t => {
	t.deepEqual(installedProblem(installed({service: {instances: 1}})), []);
	t.deepEqual(installedProblem({...installed({service: {instances: 1}}), options: {service: {instances: 1}}}), []);
	t.deepEqual(installedProblem(installed(null)), []);
	t.deepEqual(installedProblem(findings), []);
});

test('a registry with other options is a problem that says what differs', t => {
	const [problem] = installedProblem({...installed({service: {instances: 2}}), options: {more: true}});
	t.is(
		problem?.what,
		'/r is installed already with other options: more is undefined, not true; service.instances is 2, not 1',
	);
});

test('only a repository of another address under the name is a problem', t => {
	t.is(repositoryProblem({...findings, repository: 'name taken'}).length, 1);
	for (const repository of ['missing', 'present'] as const) {
		t.deepEqual(repositoryProblem({...findings, repository}), []);
	}
});
