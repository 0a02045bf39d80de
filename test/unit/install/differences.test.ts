import test from 'ava';
import {changeInWords, differencesOf, inWords} from '../../../src/install/differences.ts';
import {installed, subject} from './first-findings.ts';
import {definition} from './package.ts';

const {resolved} = subject;
const compare = (is: ReturnType<typeof installed> | null, version: string | null = '2.0.0') =>
	inWords(differencesOf({installed: is, resolved, definition: version === null ? null : {...definition, version}}));

test('nothing differs where nothing is installed', t => {
	t.is(compare(null), '');
});

test('the same options in the same version are the same, in whatever order', t => {
	t.is(compare(installed({service: {mem: 2048, instances: 1, name: 'r'}})), '');
});

test('the options that differ are told with what is and what is wanted', t => {
	t.is(
		compare(installed({service: {name: 'r', instances: 2, mem: 2048}, registry: {a: [1]}})),
		'registry is {"a":[1]}, not unset; service.instances is 2, not 1',
	);
	t.is(compare(installed({service: {name: 'r', instances: 1}})), 'service.mem is unset, not 2048');
});

test('another version differs too, and comes first', t => {
	t.is(compare(installed(resolved, {packageVersion: '1.0.0'})), 'the version is "1.0.0", not "2.0.0"');
	t.is(
		compare(installed({service: {name: 'r', instances: 1, mem: 1}}, {packageVersion: '1.0.0'})),
		'the version is "1.0.0", not "2.0.0"; service.mem is 1, not 2048',
	);
	t.is(compare(installed(resolved, {packageVersion: '1.0.0'}), null), '');
});

test('where the cluster did not keep the options, only the version is compared', t => {
	t.is(compare(installed(null)), '');
	t.is(compare(installed(null, {packageVersion: '1.0.0'})), 'the version is "1.0.0", not "2.0.0"');
});

const changed = (is: ReturnType<typeof installed>) => changeInWords({installed: is, resolved, definition});

test('a change is told with what differs', t => {
	t.is(changed(installed({service: {name: 'r', instances: 1}})), 'service.mem is unset, not 2048');
});

test('a change of what nobody can compare is told as that of all, with the storage that must be the same', t => {
	const all = 'all its options are replaced, since the cluster did not keep them; its storage has to be local already';
	t.is(changed(installed(null)), all);
	t.is(changed(installed(null, {packageVersion: '1.0.0'})), `the version is "1.0.0", not "2.0.0"; ${all}`);
	t.is(changeInWords({installed: null, resolved, definition}), '');
});
