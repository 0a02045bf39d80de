import test from 'ava';
import {isJsonObject} from '../../../src/errors/json.ts';

test('only an object with keys is a JSON object', t => {
	for (const value of [{}, {key: null}]) t.true(isJsonObject(value));
	for (const value of [null, undefined, [], 'text', 1, true]) t.false(isJsonObject(value));
});
