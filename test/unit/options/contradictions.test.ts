import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {refuseContradictions} from '../../../src/options/contradictions.ts';
import type {OptionsFile} from '../../../src/options/options-file.ts';

const topLevel = {service: ['service']};
const nested = {service: ['registry', 'service']};

const fileWith = (value: object): OptionsFile => {
	const text = JSON.stringify(value, null, 2);
	return {path: 'o.json', text, value: JSON.parse(text)};
};

const file = fileWith({registry: {service: {instances: 3, mem: 1}}, service: {instances: 2, mem: 4, cpus: 1}});

test('two values for one option are refused with both lines', t => {
	const error = t.throws(() => refuseContradictions(file, topLevel), {instanceOf: RefusedError});
	t.is(error.message, 'the options file o.json says two different things about the service');
	t.deepEqual(error.details, [
		'service.instances is 2 (line 9), but registry.service.instances is 3 (line 4)',
		'service.mem is 4 (line 10), but registry.service.mem is 1 (line 5)',
	]);
	t.is(
		error.hint,
		'the package reads service: put the right value there and take registry.service.instances, registry.service.mem out',
	);
});

test('what counts is what the package reads', t => {
	const error = t.throws(() => refuseContradictions(file, nested), {instanceOf: RefusedError});
	t.is(error.details[0], 'registry.service.instances is 3 (line 4), but service.instances is 2 (line 9)');
	t.is(
		error.hint,
		'the package reads registry.service: put the right value there and take service.instances, service.mem out',
	);
});

test('the same said twice, or in two parts, is no contradiction', t => {
	const agreeing = fileWith({registry: {service: {instances: 2, mem: 1}}, service: {instances: 2}});
	t.notThrows(() => refuseContradictions(agreeing, topLevel));
	t.notThrows(() => refuseContradictions(fileWith({}), nested));
});
