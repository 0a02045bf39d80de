import test from 'ava';
import {plannedSteps, plannedWrites} from '../../../src/install/plan.ts';
import type {Findings} from '../../../src/install/preflight.ts';
import {findings, noAccount, wholeAccount} from './first-findings.ts';

const [missing, present] = [{repository: true}, {repository: false}];
const bootstrap = {name: 'Bootstrap Registry', uri: 'https://b'};
const resource = 'dcos:adminrouter:ops:ca:rw';
const {repository} = findings;
const uri = repository?.uri ?? '';

const secret = 'create the secret r/service-account with a new RSA key of 2048 bits';
const account = 'create the service account r-account with its public key';
const acl = `make the access control list of ${resource} if there is none`;
const grant = `grant ${resource} full to r-account`;
const entry = `add the package repository "Registry" ${uri} in place 0`;

const nothing: Findings = {...findings, account: wholeAccount, change: null, repository: null};
const writes: readonly (readonly [string, Findings, {repository: boolean}, readonly string[]])[] = [
	[
		'a first installation',
		findings,
		missing,
		[secret, account, acl, grant, 'install package-registry 2.0.0 as /r', entry],
	],
	['a half-made account', {...nothing, account: {...noAccount, secret: true}}, missing, [account, acl, grant]],
	['a missing grant', {...nothing, account: {...wholeAccount, granted: false}}, missing, [acl, grant]],
	["somebody else's account", {...findings, account: null}, present, ['install package-registry 2.0.0 as /r']],
	[
		'a change',
		{...nothing, change: 'update'},
		missing,
		['give /r these options in package-registry 2.0.0; it restarts'],
	],
	['a missing repository', {...nothing, repository}, missing, [entry]],
	['a registry that is complete', {...nothing, repository}, present, []],
	[
		'a package that nobody has yet',
		{...nothing, package: null, bootstrap},
		missing,
		['append the package repository "Bootstrap Registry" https://b', 'install package-registry (the newest) as /r'],
	],
];

for (const [what, found, todo, lines] of writes) {
	test(`for ${what} each write is told in its order`, t => {
		t.deepEqual(plannedWrites(found, todo), lines);
	});
}

const would = 'would be done';
test('the steps of a first installation would all be done', t => {
	t.deepEqual(plannedSteps(findings, missing), [
		{step: 'service account', what: 'r-account, key in r/service-account', state: would},
		{step: 'package', what: 'package-registry 2.0.0 as /r', state: would},
		{step: 'repository', what: uri, state: would},
	]);
});

test('the steps of a complete registry change nothing', t => {
	const steps = plannedSteps({...findings, account: wholeAccount, change: null}, present);
	t.deepEqual(
		steps.map(({state}) => state),
		['unchanged', 'unchanged', 'unchanged'],
	);
});

test('a change would be done', t => {
	t.is(plannedSteps({...nothing, change: 'update'}, present)[1]?.state, would);
});

test('what is left out is told', t => {
	const steps = plannedSteps({...nothing, account: null}, missing);
	t.deepEqual(
		steps.map(({what, state}) => [what, state]),
		[
			['not ours to make', 'left out'],
			['package-registry 2.0.0 as /r', 'unchanged'],
			['--no-repo', 'left out'],
		],
	);
});

test('a package that nobody has yet comes first with its source', t => {
	const [source, , newest] = plannedSteps({...nothing, package: null, bootstrap}, missing);
	t.deepEqual(source, {step: 'package source', what: 'https://b', state: would});
	t.deepEqual(newest, {step: 'package', what: 'package-registry (the newest) as /r', state: would});
});
