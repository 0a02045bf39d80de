import test from 'ava';
import {readLabelSelector} from './label-selector.ts';

const labels = {environment: 'production', tier: 'back-end', 'a/b': 'c d', empty: ''};

for (const [query, meets] of [
	['', true],
	['environment', true],
	['region', false],
	['environment==production', true],
	['environment == production', true],
	['environment==prod', false],
	['environment!=staging', true],
	['environment!=production', false],
	['region!=eu', false],
	['environment in (staging, production)', true],
	['environment in (staging)', false],
	['environment in ()', false],
	['tier notin (front-end)', true],
	['tier notin (front-end, back-end)', false],
	['region notin (eu)', false],
	['environment==production,tier', true],
	['environment==production, region', false],
	[String.raw`a\/b==c\ d`, true],
	['empty', true],
] as const) {
	test(`the label query "${query}" ${meets ? 'is' : 'is not'} met`, t => {
		t.is(readLabelSelector(query)?.(labels), meets);
	});
}

for (const query of ['a/b', '==b', 'a==', 'a=b', 'a in b', 'a in (b', 'a b']) {
	test(`the label query "${query}" cannot be read`, t => {
		t.is(readLabelSelector(query), null);
	});
}
