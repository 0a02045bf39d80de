import {format, inspect} from 'node:util';
import test from 'ava';
import {Secret} from '../../../src/errors/secret.ts';

const canary = 'hunter2-canary';
const secret = new Secret(canary);

const waysToPrint: Readonly<Record<string, () => string>> = {
	String: () => String(secret),
	'a template': () => `${secret as unknown as string}`,
	'a sum of texts': () => `token=`.concat(secret as unknown as string),
	JSON: () => JSON.stringify({secret, list: [secret]}),
	inspect: () => inspect({secret}, {depth: 9}),
	'inspect with hidden properties': () => inspect(secret, {showHidden: true}),
	'inspect without custom functions': () => inspect(secret, {customInspect: false, showHidden: true}),
	'format %s': () => format('%s', secret),
	'format %o': () => format('%o', secret),
	'format %j': () => format('%j', secret),
	'the cause of an error': () => inspect(new Error('failed', {cause: secret}), {depth: 9}),
	'its own keys': () => JSON.stringify([Object.keys(secret), Object.values(secret), Object.assign({}, secret)]),
	'a copy of its prototype': () => inspect(Object.assign(Object.create(Secret.prototype) as object, secret)),
};

for (const [way, print] of Object.entries(waysToPrint)) {
	test(`a secret does not show in ${way}`, t => {
		t.false(print().includes(canary));
	});
}

test('a secret says that it is one', t => {
	t.is(String(secret), '[redacted]');
	t.is(JSON.stringify({secret}), '{"secret":"[redacted]"}');
});

test('only reveal gives the value', t => {
	t.is(secret.reveal(), canary);
});
