import test from 'ava';
import {UsageError} from '../../../src/errors/errors.ts';
import {proxyFor} from '../../../src/network/proxy-choice.ts';

const [upper, lower, plain] = ['http://upper.example:1', 'http://lower.example:2', 'http://plain.example:3'];

/** A URL, the environment, and the host and port of the proxy that Go 1.15 would choose; null for none. */
const cases: readonly (readonly [string, Record<string, string>, string | null])[] = [
	['https://c.example', {}, null],
	['https://c.example', {HTTPS_PROXY: upper, https_proxy: lower}, 'upper.example:1'],
	['https://c.example', {https_proxy: lower}, 'lower.example:2'],
	['https://c.example', {HTTPS_PROXY: '', https_proxy: lower}, 'lower.example:2'],
	['https://c.example', {HTTP_PROXY: plain}, 'plain.example:3'],
	['https://c.example', {HTTPS_PROXY: upper, HTTP_PROXY: plain}, 'upper.example:1'],
	['http://c.example', {HTTPS_PROXY: upper}, null],
	['http://c.example', {http_proxy: lower}, 'lower.example:2'],
	['https://c.example', {ALL_PROXY: upper}, null],
	['https://c.example', {HTTPS_PROXY: 'host.example:3128'}, 'host.example:3128'],
	['https://c.example', {HTTPS_PROXY: 'https://tls.example:3129'}, 'tls.example:3129'],
	['https://c.example', {HTTPS_PROXY: upper, NO_PROXY: 'c.example'}, null],
	['https://c.example', {HTTPS_PROXY: upper, no_proxy: 'c.example'}, null],
	['https://c.example', {HTTPS_PROXY: upper, NO_PROXY: 'd.example', no_proxy: 'c.example'}, 'upper.example:1'],
	['https://c.example', {HTTPS_PROXY: upper, NO_PROXY: 'c.example:443'}, null],
	['http://c.example', {HTTP_PROXY: upper, NO_PROXY: 'c.example:443'}, 'upper.example:1'],
	['https://[2001:db8::1]:8443', {HTTPS_PROXY: upper, NO_PROXY: '[2001:db8::1]:8443'}, null],
	['https://localhost', {HTTPS_PROXY: upper}, null],
	['https://[::1]', {HTTPS_PROXY: upper}, null],
];

for (const [url, env, proxy] of cases) {
	test(`${url} with ${JSON.stringify(env)} goes ${proxy === null ? 'without a proxy' : `through ${proxy}`}`, t => {
		t.is(proxyFor(new URL(url), env)?.host ?? null, proxy);
	});
}

for (const [value, message] of [
	['http://user:canary/x@host:3128', /^HTTPS_PROXY is not the address of a proxy$/],
	['http://user:canary%zz@host:3128', /^HTTPS_PROXY is not the address of a proxy$/],
	['http://canary:canary:x', /^HTTPS_PROXY is not the address of a proxy$/],
	['socks5://user:canary@host:1080', /^HTTPS_PROXY names a socks5 proxy, and only http and https are supported$/],
] as const) {
	test(`HTTPS_PROXY=${value} is refused in words that do not hold it`, t => {
		const error = t.throws(() => proxyFor(new URL('https://c.example'), {HTTPS_PROXY: value}), {
			instanceOf: UsageError,
		});
		t.regex(error.message, message);
		t.false(/canary/.test(error.message + error.hint));
		t.is(proxyFor(new URL('https://c.example'), {HTTPS_PROXY: value, NO_PROXY: '*'}), null, 'nobody needs it there');
	});
}
