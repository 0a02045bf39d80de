import test from 'ava';
import fc from 'fast-check';
import {isExempt, isLoopback} from '../../../src/addresses/no-proxy.ts';
import {anySign} from '../../support/any-sign.ts';

/** NO_PROXY, host, port, and whether the proxy is left out: by the rules and tests of Go's httpproxy. */
const cases: readonly (readonly [string, string, string, boolean])[] = [
	['', 'example.com', '443', false],
	['*', 'example.com', '443', true],
	['a.org, *', 'example.com', '443', true],
	['example.com', 'example.com', '443', true],
	['example.com', 'a.example.com', '443', true],
	['example.com', 'badexample.com', '443', false],
	['.example.com', 'example.com', '443', false],
	['.example.com', 'a.example.com', '443', true],
	['*.example.com', 'a.example.com', '443', true],
	['*.example.com', 'example.com', '443', false],
	['EXAMPLE.com', 'example.com', '443', true],
	[' a.org , example.com ', 'example.com', '443', true],
	['example.com:8443', 'example.com', '443', false],
	['example.com:8443', 'example.com', '8443', true],
	['.example.com:443', 'a.example.com', '443', true],
	['10.0.0.0/8', '10.1.2.3', '443', true],
	['10.0.0.0/8', '11.1.2.3', '443', false],
	['10.0.0.0/8', 'example.com', '443', false],
	['10.0.0.0/33', '10.1.2.3', '443', false],
	['192.0.2.1', '192.0.2.1', '443', true],
	['192.0.2.1:80', '192.0.2.1', '443', false],
	['192.0.2.1:443', '192.0.2.1', '443', true],
	['2001:db8::/32', '2001:db8::1', '443', true],
	['2001:db8::/32', '2001:db9::1', '443', false],
	['2001:db8::1', '2001:db8:0:0::1', '443', true],
	['[2001:db8::1]', '2001:db8::1', '443', false],
	['[2001:db8::1]:443', '2001:db8::1', '443', true],
	['[2001:db8::1]:80', '2001:db8::1', '443', false],
	['::/0', '10.1.2.3', '443', false],
	['::/0', '::ffff:a01:203', '443', false],
	['fd00::/112', 'fd00::1', '443', true],
	['fd00::/112', '10.1.2.3', '443', false],
	['10.0.0.0/8', '::ffff:a01:203', '443', true],
	['::ffff:10.0.0.0/104', '10.1.2.3', '443', true],
	['::ffff:10.0.0.0/104', '11.1.2.3', '443', false],
	['::ffff:0:0/90', '10.1.2.3', '443', false],
	['bücher.example', 'xn--bcher-kva.example', '443', true],
	['.', 'example.com', '443', false],
];

for (const [noProxy, host, port, exempt] of cases) {
	test(`NO_PROXY "${noProxy}" ${exempt ? 'leaves the proxy out' : 'has the proxy'} for ${host} port ${port}`, t => {
		t.is(isExempt(noProxy, {host, port}), exempt);
	});
}

for (const [host, own] of [
	['localhost', true],
	['127.0.0.1', true],
	['127.9.9.9', true],
	['::1', true],
	['128.0.0.1', false],
	['localhost.example', false],
	['::2', false],
] as const) {
	test(`${host} is ${own ? '' : 'not '}this machine`, t => t.is(isLoopback(host), own));
}

const label = fc.stringMatching(/^[a-z][a-z\d]{0,8}$/);
const name = fc.tuple(label, label).map(labels => labels.join('.'));

test('a name covers itself and all below it, a leading dot only what is below it, whatever stands beside it', t => {
	fc.assert(
		fc.property(
			name,
			label,
			fc.array(fc.constantFrom('other.test', ' ', '', '::', '1.2.3.4/99', '[')),
			(own, below, beside) => {
				const [with_, dotted] = [own, `.${own}`].map(entry => [...beside, entry.toUpperCase(), ...beside].join(','));
				const of = (list: string | undefined, host: string) => isExempt(list ?? '', {host, port: '443'});
				t.true(of(with_, own) && of(with_, `${below}.${own}`) && of(dotted, `${below}.${own}`));
				t.false(of(dotted, own) || of(with_, `x${own}`));
			},
		),
	);
});

test('a range covers an address exactly when its first bits are the same', t => {
	const address = fc.nat(0xff_ff_ff_ff);
	const dotted = (bits: number) => [24, 16, 8, 0].map(shift => (bits >>> shift) & 255).join('.');
	fc.assert(
		fc.property(address, address, fc.integer({min: 1, max: 32}), (network, host, bits) => {
			const same = network >>> (32 - bits) === host >>> (32 - bits);
			t.is(isExempt(`${dotted(network)}/${bits}`, {host: dotted(host), port: '80'}), same);
			t.true(isExempt(`${dotted(network)}/${bits}`, {host: dotted(network), port: '80'}));
		}),
	);
});

test('nothing that anybody writes into it throws', t => {
	fc.assert(
		fc.property(fc.string({unit: anySign}), fc.constantFrom('a.b', '10.0.0.1', 'fe80::1'), (noProxy, host) => {
			t.is(typeof isExempt(noProxy, {host, port: '443'}), 'boolean');
		}),
	);
});
