import test from 'ava';
import {removeFromOneAgent} from '../../../src/trust/look-at-agent.ts';
import {look} from './looked-at-agent.ts';

const removals: readonly (readonly [string, readonly string[], object])[] = [
	['both files taken back', ['file r removed', 'file r:443 removed'], {state: 'removed', ca: 'removed', why: null}],
	['one file taken back', ['file r absent', 'file r:443 removed'], {state: 'removed', ca: 'removed', why: null}],
	['nothing there', ['file r absent', 'file r:443 absent'], {state: 'unchanged', ca: 'none', why: null}],
	['files that would go', ['file r ours', 'file r:443 absent'], {state: 'to remove', ca: 'to remove', why: null}],
	[
		'a file of somebody else’s',
		['file r removed', 'file r:443 foreign'],
		{state: 'removed', why: 'not put there by this command, and left: /etc/docker/certs.d/r:443/ca.crt'},
	],
	[
		'two files of somebody else’s',
		['file r foreign', 'file r:443 foreign'],
		{
			state: 'unchanged',
			ca: 'foreign',
			why: 'not put there by this command, and left: /etc/docker/certs.d/r/ca.crt and /etc/docker/certs.d/r:443/ca.crt',
		},
	],
	['a problem', ['file r removed', 'problem r:443 was changed'], {state: 'failed', why: 'was changed'}],
];

for (const [what, lines, wanted] of removals) {
	test(`an agent with ${what} is told as such after --remove`, async t => {
		const {result, jobs} = look(['begin', ...lines, 'end'], {lookAt: removeFromOneAgent});
		t.like(await result, {...wanted, proof: null});
		t.is(jobs[0]?.input, 'the script that does remove\n');
	});
}
