import test from 'ava';
import {flagSource, settingSource} from '../../../src/cli/source.ts';

test('a flag says how it is written with a value', t => {
	t.is(flagSource('parallel', {kind: 'count', describe: '', least: 1, most: 9}).with('3'), '--parallel 3');
	t.is(flagSource('check', {kind: 'flag', describe: ''}).with('true'), '--check=true');
});

test('a setting says how it is set, and that a flag wins', t => {
	const source = settingSource('DCOS_REGISTRY_PARALLEL', 'parallel', {kind: 'text', describe: ''});
	t.is(source.name, 'DCOS_REGISTRY_PARALLEL');
	t.is(source.with('3'), 'dcos config set registry.parallel 3, or --parallel 3, which wins');
});
