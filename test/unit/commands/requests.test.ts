import test from 'ava';
import {commonOptions} from '../../../src/cli/command.ts';
import {parse} from '../../../src/cli/parser.ts';
import {commands} from '../../../src/commands/index.ts';
import {UsageError} from '../../../src/errors/errors.ts';
import type {World} from '../../../src/world.ts';

const reached = new Error('the work began');
const world = {cluster: () => Promise.reject(reached)} as unknown as World;

/** Takes a command line as far as to where the work would begin. */
async function perform(line: string): Promise<unknown> {
	const found = commands.find(({words}) => line.startsWith(words.join(' ')));
	if (found === undefined) throw new Error(`no command for ${line}`);
	const flags = line.split(' ').slice(found.words.length);
	return found.perform(parse(flags, {...found.options, ...commonOptions}, {}), world);
}

for (const line of [
	'storage s3 --bucket b --path p --endpoint https://e',
	'storage show',
	'install',
	'trust-agents',
	'trust-agents --service-name /my/registry --service-name r2',
	'trust-agents --option Port=2222 --option ProxyJump=bastion',
]) {
	test(`"${line}" is a request`, async t => {
		t.is(await t.throwsAsync(perform(line)), reached);
	});
}

for (const [line, message] of [
	['storage s3', 'storage s3 needs --bucket, --path, --endpoint'],
	['storage s3 --bucket b --endpoint https://e', 'storage s3 needs --path'],
	['trust-agents --option Port', '--option takes KEY=VALUE, not "Port"'],
	['trust-agents --option Port=', '--option takes KEY=VALUE, not "Port="'],
	['trust-agents --option=-oPort=1', '--option takes KEY=VALUE, not "-oPort=1"'],
	['trust-agents --service-name my_registry', '"my_registry" cannot be the name of a service'],
	['trust-agents --service-name ../etc', '"../etc" cannot be the name of a service'],
	['trust-agents --service-name a*', '"a*" cannot be the name of a service'],
	['trust-agents --service-name a;b', '"a;b" cannot be the name of a service'],
] as const) {
	test(`"${line}" is refused before anything is asked of the cluster`, async t => {
		await t.throwsAsync(perform(line), {instanceOf: UsageError, message});
	});
}
