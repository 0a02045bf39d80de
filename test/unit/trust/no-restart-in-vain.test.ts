import test from 'ava';
import {trustAgents} from '../../../src/trust/trust-agents.ts';
import {files, restart, worldWith, x509} from './cluster-of-agents.ts';
import {restartRules, trustRequest} from './trust-requests.ts';

const always = {...trustRequest, restart: {...restartRules, when: 'always'}} as const;

/** What an agent tells besides, where its Docker says that it does not know the authority. */
const reasons: Readonly<Record<string, readonly string[]>> = {
	"it may be a proxy's": ['setting proxied'],
	'its Docker is a snap': ['kind snap'],
	'it was restarted for that before': ['restarted r'],
	"ca.crt is somebody else's": [],
};

const saying = (what: string, lines: readonly string[]) => [
	...files(what.startsWith('ca.crt') ? 'foreign' : 'right', x509).slice(0, -1),
	...lines,
	'end',
];

for (const [what, lines] of Object.entries(reasons)) {
	test(`where ${what}, auto restarts nothing and says why; always does`, async t => {
		const says = (_: number, work: string) => (work === 'restart' ? restart(x509) : saying(what, lines));
		const auto = worldWith({says});
		const report = await trustAgents(trustRequest, auto.world);
		t.false(auto.calls.some(call => call.startsWith('restart')));
		for (const {proof, why} of report.results) {
			t.is(proof?.state, 'unknown');
			t.regex(why ?? '', /x509/);
		}
		t.is(report.exitCode, what.startsWith('ca.crt') ? 5 : 0);

		const forced = worldWith({says});
		await trustAgents(always, forced.world);
		t.true(forced.calls.includes('restart S1'));
	});
}

test("somebody else's ca.crt with which Docker trusts is told, and nothing else is wrong", async t => {
	const {world} = worldWith({says: () => files('foreign')});
	const {exitCode, results} = await trustAgents({...trustRequest, requireProof: true}, world);
	t.is(exitCode, 0);
	for (const {state, ca, why} of results) {
		t.deepEqual([state, ca], ['unchanged', 'foreign']);
		t.regex(why ?? '', /^not put there by this command, and left: \/etc\/docker\/certs\.d\//);
	}
});

test("somebody else's ca.crt with which Docker trusts after a restart is no failure", async t => {
	const {world} = worldWith({says: (_, work) => (work === 'restart' ? restart() : files('foreign', x509))});
	const {exitCode, results} = await trustAgents(always, world);
	t.is(exitCode, 0);
	t.true(results.every(({state, docker}) => state === 'unchanged' && docker === 'restarted'));
});

test('a former CA of this command is lacking to a look, and shown as replaced by a run', async t => {
	const looked = worldWith({says: () => files('outdated')});
	const {exitCode, results} = await trustAgents({...trustRequest, work: 'check'}, looked.world);
	t.is(exitCode, 3);
	t.like(results[0], {state: 'lacking', ca: 'outdated'});
	const done = await trustAgents(trustRequest, worldWith({says: () => files('replaced')}).world);
	t.is(done.exitCode, 0);
	t.like(done.results[0], {state: 'changed', ca: 'replaced'});
});
