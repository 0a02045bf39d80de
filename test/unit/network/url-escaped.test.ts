import test from 'ava';
import {urlEscaped} from '../../../src/network/url-escaped.ts';

test('a name is escaped, and half a character is refused in words', t => {
	t.is(urlEscaped('a/b ü'), 'a%2Fb%20%C3%BC');
	t.throws(() => urlEscaped('a\ud800'), {name: 'RefusedError', message: /^"a\\ud800" is no name/});
});
