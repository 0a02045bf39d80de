import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {refuseDotSegments} from '../../../src/network/dot-segments.ts';
import {runs} from '../../support/runs.ts';

for (const path of ['/a/../b', '/a/..', '/.', '/a/./b', '/a/%2e%2e/b', '/a/%2E./b', '/a/.%2e?x=y', '/a\\..\\b']) {
	test(`${path} is refused, because it would lead elsewhere`, t => {
		const error = t.throws(() => refuseDotSegments(path), {instanceOf: RefusedError});
		t.true(error.message.includes(JSON.stringify(path)));
	});
}

for (const path of ['/', '/a/...', '/a/..b/c..', '/a/%252e%252e/b', '/a?path=../b', '/.a/b.', '/a%2F..%2Fb']) {
	test(`${path} is asked for`, t => {
		t.notThrows(() => refuseDotSegments(path));
	});
}

test('a path that is not refused is the one that is sent', t => {
	const segment = fc.oneof(fc.constantFrom('.', '..', '%2e', '.%2E', '...', '%252e'), fc.webSegment());
	fc.assert(
		fc.property(fc.array(segment, {minLength: 1, maxLength: 5}), segments => {
			const path = `/${segments.join('/')}`;
			try {
				refuseDotSegments(path);
			} catch {
				return;
			}
			t.is(new URL(`https://cluster${path}`).pathname, path);
		}),
		{numRuns: runs(1000)},
	);
});
