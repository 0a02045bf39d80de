import test from 'ava';
import fc from 'fast-check';
import {isSshAddress} from '../../../src/ssh/ssh-address.ts';
import {runs} from '../../support/runs.ts';

for (const address of [
	'10.0.0.7',
	'fd00::7',
	'::1',
	'::ffff:10.0.0.7',
	'fe80::1%eth0',
	'fe80::1%en-0.100',
	'agent-7',
	'agent_7.example.com',
	'agent.example.com.',
	'7up',
	'_dmarc.example',
]) {
	test(`${address} is an address for ssh`, t => {
		t.true(isSshAddress(address));
	});
}

for (const address of [
	'',
	'-oProxyCommand=touch x',
	'-agent',
	'a$(id>x)b',
	'a`id`b',
	'a;id',
	"a'b",
	'a"b',
	'a b',
	'a\nb',
	'agent\n',
	'a\0b',
	'a%h',
	'a\\b',
	'a/b',
	'a:b',
	'[fd00::7]',
	'fe80::1%$(id)',
	'fe80::1%eth0 x',
	'fd00::7\n',
	'user@host',
	'ssh://root@host:2222',
	'ägent',
	'x'.repeat(256),
]) {
	test(`${JSON.stringify(address.slice(0, 30))} is none`, t => {
		t.false(isSshAddress(address));
	});
}

test('whatever is an address is one word of a shell, and no option', t => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			if (isSshAddress(text)) t.regex(text, /^[A-Za-z\d._:][A-Za-z\d._:%-]*$/);
			return true;
		}),
		{numRuns: runs(2000)},
	);
});
