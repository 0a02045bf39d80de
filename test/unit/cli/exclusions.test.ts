import test from 'ava';
import {commonOptions} from '../../../src/cli/command.ts';
import {pairsIn, withoutExcluded} from '../../../src/cli/exclusions.ts';
import type {Options} from '../../../src/cli/option.ts';
import {commands} from '../../../src/commands/index.ts';
import {UsageError} from '../../../src/errors/errors.ts';

const options: Options = {
	direct: {kind: 'flag', describe: '', excludes: {proxy: 'leave one out'}},
	proxy: {kind: 'text', describe: ''},
	other: {kind: 'text', describe: ''},
};

test('two flags that exclude each other are refused with what to do', t => {
	const error = t.throws(() => withoutExcluded({flags: {direct: true, proxy: 'a'}, settings: {}}, options), {
		instanceOf: UsageError,
		message: '--direct and --proxy exclude each other',
	});
	t.is(error.hint, 'leave one out');
});

test('a flag wins over a setting that it excludes, whichever of the two names the other', t => {
	t.deepEqual(withoutExcluded({flags: {direct: true}, settings: {proxy: 'a', other: 'b'}}, options), {other: 'b'});
	t.deepEqual(withoutExcluded({flags: {proxy: 'a'}, settings: {direct: true}}, options), {});
});

test('two settings that exclude each other are refused by their names', t => {
	const error = t.throws(() => withoutExcluded({flags: {}, settings: {direct: true, proxy: 'a'}}, options), {
		instanceOf: UsageError,
		message: 'the settings direct and proxy exclude each other',
	});
	t.is(error.hint, 'dcos config unset registry.direct, or the same for registry.proxy');
});

test('a flag that is switched off excludes nothing', t => {
	const settings = {proxy: 'a'};
	t.deepEqual(withoutExcluded({flags: {direct: false}, settings}, options), settings);
	t.deepEqual(withoutExcluded({flags: {direct: false, proxy: 'b'}, settings: {}}, options), {});
});

test('what excludes what in the commands are flags of theirs, each pair told once', t => {
	for (const {options: own} of commands) {
		const pairs = pairsIn({...own, ...commonOptions});
		for (const {one, other, instead} of pairs) {
			t.true(other in own, other);
			t.not(instead, '');
			t.false(pairs.some(each => each.one === other && each.other === one));
		}
	}
});
