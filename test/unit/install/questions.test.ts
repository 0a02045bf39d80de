import test from 'ava';
import {thingsToConfirm} from '../../../src/install/questions.ts';
import {findings, installed, wholeAccount} from './first-findings.ts';

const safe = {url: 'https://cluster', insecure: false};
const insecure = {...safe, insecure: true};
const risk =
	"The certificate of https://cluster is not checked: whoever is in the middle can read the account's private key.";

test('an installation as it should be asks nothing', t => {
	t.deepEqual(thingsToConfirm(safe, findings), []);
});

test('a key that others may read is asked for, and only when one is made', t => {
	t.deepEqual(thingsToConfirm(insecure, findings), [risk]);
	t.deepEqual(thingsToConfirm(insecure, {...findings, account: wholeAccount}), []);
	t.deepEqual(thingsToConfirm(insecure, {...findings, account: null}), []);
});

test('another repository of packages is asked for', t => {
	const bootstrap = {name: 'Bootstrap Registry', uri: 'https://b'};
	t.deepEqual(thingsToConfirm(safe, {...findings, bootstrap}), [
		'No package repository of the cluster has the package: "Bootstrap Registry" (https://b) will be added as the last one.',
	]);
});

test('a change is asked for with what it changes', t => {
	const is = installed({service: {name: 'r', instances: 2, mem: 2048}});
	const change = {...findings, change: 'update', installed: is} as const;
	t.deepEqual(thingsToConfirm(safe, change), ['/r will be changed, and restarts: service.instances is 2, not 1']);
	t.deepEqual(thingsToConfirm(safe, {...change, change: null}), []);
	t.deepEqual(thingsToConfirm(insecure, change), [risk, ...thingsToConfirm(safe, change)]);
});
