import {readFile} from 'node:fs/promises';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, ca, certsD, host, registries, trust} from './scripted-agent.ts';

/** Tells when a file got its name before it was written to the disk. */
const early = registries.map(each => `[ ! -e "${certsD}/${each}/ca.crt" ] || echo "named ${each}" >>/calls`);

for (const {name, words: shell, lack} of posixShells) {
	const onAgent = testWhere(test.serial, lack ?? lackOfNamespaces());

	onAgent(`what ${name} writes is on the disk before it gets its name`, async t => {
		const agent = await agentWith(t);
		await agent.stub(
			'sync',
			`case $1 in --help) echo 'Usage: sync [OPTION] [FILE]...' ;; *${host}/*) ${early[0]} ;; esac`,
		);
		t.deepEqual(Object.fromEntries(trust(agent, {}, shell).files), {[host]: 'written', [`${host}:443`]: 'written'});
		const calls = await agent.calls();
		const flushed = calls.filter(call => call.startsWith('sync /'));
		t.is(flushed.length, registries.length, calls.join('\n'));
		for (const call of flushed) t.regex(call, /^sync \/etc\/\S+\/ca\.crt \/etc\/\S+\/\.dcos-registry$/);
		t.deepEqual(
			calls.filter(call => call.startsWith('named ')),
			[],
		);
	});
}

for (const [what, stub] of [
	['takes no names', "case $1 in --help) echo 'Usage: sync' ;; *) echo all >>/calls ;; esac"],
	['fails', "case $1 in --help) echo 'Usage: sync [FILE]' ;; *) exit 1 ;; esac"],
] as const) {
	testWhere(test.serial, lackOfNamespaces())(`a sync that ${what} keeps nothing from being written`, async t => {
		const agent = await agentWith(t);
		await agent.stub('sync', stub);
		t.deepEqual(trust(agent).problems, []);
		t.is(await readFile(agent.at(`${certsD}/${host}/ca.crt`), 'utf8'), ca);
		t.false((await agent.calls()).includes('all'));
	});
}
