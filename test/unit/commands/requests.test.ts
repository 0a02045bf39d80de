import test from 'ava';
import {commonOptions} from '../../../src/cli/command.ts';
import {parse} from '../../../src/cli/parser.ts';
import {commands} from '../../../src/commands/index.ts';
import {UsageError} from '../../../src/errors/errors.ts';
import type {World} from '../../../src/world.ts';

const reached = new Error('the work began');
const files = {read: async () => null, refuseUnwritable: async () => {}};
const world = {files, cluster: () => Promise.reject(reached)} as unknown as World;

/** Takes a command line as far as to where the work would begin. */
async function perform(line: string): Promise<unknown> {
	const found = commands.find(({words}) => line.startsWith(words.join(' ')));
	if (found === undefined) throw new Error(`no command for ${line}`);
	const flags = line.split(' ').slice(found.words.length);
	return found.perform(parse(flags, {...found.options, ...commonOptions}, {}), world);
}

for (const line of [
	'storage s3 --bucket b --path p --endpoint https://e',
	'storage s3 --bucket b --path /p/ --endpoint https://e --secret /r/s3 --path-style never --instances 3',
	'storage volume --container-path c --pinned-hostname h',
	'storage local',
	'storage show',
	'storage verify --region eu-west-1',
	'install',
	'install --package-version 2.0.0 --service-name my/registry --instances 3 --no-repo --update --no-wait',
	'install --check --atomic --timeout 1h',
	'install --no-service-account --dry-run --bootstrap-repo http://10.0.0.1/repo?x=1',
	'install --repo-name Mine --repo-index 0 --service-account my_a@b.c-d',
	'trust-agents',
	'trust-agents --service-name /my/registry --service-name r2',
	'trust-agents --option Port=2222 --option ProxyJump=bastion',
	'trust-agents --option KexAlgorithms=+diffie-hellman-group1-sha1,diffie-hellman-group14-sha1',
	'trust-agents --user core --proxy-ip 203.0.113.7 --config-file c --ask-sudo-password',
	'trust-agents --proxy-ip fd00::7',
	'trust-agents --proxy-ip a',
	'trust-agents --proxy-ip bastion.my_zone.example.com',
	'trust-agents --user DOM\\me',
	'trust-agents --user me@example.com',
	'trust-agents --master-proxy --restart always --batch 3 --max-failures 10% --pause 0 --drain',
	'trust-agents --check --restart never --require-proof',
	'trust-agents --remove --dry-run --restart never',
	`trust-agents --ca-fingerprint ${'AB:'.repeat(31)}AB`,
	`trust-agents --ca-fingerprint ${'ab'.repeat(32)}`,
	`trust-agents --ca-fingerprint SHA256:${'ab'.repeat(32)}`,
	`trust-agents --ca-fingerprint SHA256=${'ab'.repeat(32)}`,
]) {
	test(`"${line}" is a request`, async t => {
		t.is(await t.throwsAsync(perform(line)), reached);
	});
}

for (const [line, message] of [
	['storage s3 --bucket s3://b/p --path p --endpoint https://e', '--bucket takes the name alone, not "s3://b/p"'],
	[
		'storage s3 --bucket b --path / --endpoint https://e',
		'--path takes a path of the registry\'s own in the bucket, such as dcos/packages, not "/"',
	],
	[
		'storage s3 --bucket b --path p --endpoint https://e --secret r/',
		'--secret takes the path of a secret, such as dcos-registry/s3-credentials, not "r/"',
	],
	['storage volume', 'storage volume needs --container-path, --pinned-hostname'],
	['storage volume --container-path c', 'storage volume needs --pinned-hostname'],
	[
		'storage volume --container-path /c --pinned-hostname h',
		'--container-path takes a name without slashes, such as package-registry, not "/c"',
	],
	['install --atomic --no-wait', '--atomic and --no-wait exclude each other'],
	['install --no-repo --repo-name R', '--no-repo and --repo-name exclude each other'],
	['install --repo-index 0 --no-repo', '--no-repo and --repo-index exclude each other'],
	['trust-agents --check --dry-run', '--check and --dry-run exclude each other'],
	['install --check --dry-run', '--check and --dry-run exclude each other'],
	['install --bootstrap-repo registry', '--bootstrap-repo takes an http(s) URL, not "registry"'],
	['install --bootstrap-repo ftp://x', '--bootstrap-repo takes an http(s) URL, not "ftp://x"'],
	['install --bootstrap-repo https://[x', '--bootstrap-repo takes an http(s) URL, not "https://[x"'],
	['install --bootstrap-repo xhttps://x', '--bootstrap-repo takes an http(s) URL, not "xhttps://x"'],
	['install --service-name my_registry', '"my_registry" cannot be the name of a service'],
	['install --service-name /a/', '"/a/" cannot be the name of a service'],
	['install --service-account a/b', '"a/b" cannot be the name of an account'],
	['install --service-account a;b', '"a;b" cannot be the name of an account'],
	['install --instances 0', '--instances takes a whole number from 1 to 100, not "0"'],
	['install --instances 101', '--instances takes a whole number from 1 to 100, not "101"'],
	['install --repo-index 1001', '--repo-index takes a whole number from 0 to 1000, not "1001"'],
	['install --timeout 0', '--timeout takes a time such as 90s, 15m or 1h, not "0"'],
	['trust-agents --option Port', '--option takes KEY=VALUE, not "Port"'],
	['trust-agents --option Port=', '--option takes KEY=VALUE, not "Port="'],
	['trust-agents --option=-oPort=1', '--option takes KEY=VALUE, not "-oPort=1"'],
	['trust-agents --proxy-ip 1.2.3.4 --master-proxy', '--master-proxy and --proxy-ip exclude each other'],
	['trust-agents --check --remove', '--check and --remove exclude each other'],
	['trust-agents --remove --require-proof', '--remove and --require-proof exclude each other'],
	['trust-agents --remove --drain', '--remove and --drain exclude each other'],
	['trust-agents --check --restart always', '--check restarts nothing, so --restart always cannot be asked for'],
	['trust-agents --remove --restart always', '--remove restarts nothing, so --restart always cannot be asked for'],
	...['-oProxyCommand=x', 'a;b', '$(x)', 'me@host', '[fd00::7]', 'a,b', 'a/b', 'a-', '.a', '%h'].map(
		name => [`trust-agents --proxy-ip=${name}`, `--proxy-ip takes an address or a host name, not "${name}"`] as const,
	),
	...['-l', '$(x)', '`x`', 'a;b', "a'b", 'a"b', 'a|b', 'a&b', 'a>b', '\\x'].map(
		name => [`trust-agents --user=${name}`, `--user takes the name of a user, not "${name}"`] as const,
	),
	...['ab', 'AB:CD', `${'ab'.repeat(31)}zz`, 'ab'.repeat(33), `MD5:${'ab'.repeat(16)}`].map(
		text =>
			[
				`trust-agents --ca-fingerprint ${text}`,
				`--ca-fingerprint takes the SHA-256 of a certificate in hexadecimal digits, not "${text}"`,
			] as const,
	),
	['trust-agents --batch 0', '--batch takes a number of agents such as 3, or a share such as 10%, not "0"'],
	['trust-agents --restart sometimes', '--restart takes one of auto, always, never, not "sometimes"'],
	['trust-agents --agent-timeout 0', '--agent-timeout takes a time such as 90s, 15m or 1h, not "0"'],
	['trust-agents --parallel 257', '--parallel takes a whole number from 1 to 256, not "257"'],
	['trust-agents --service-name my_registry', '"my_registry" cannot be the name of a service'],
	['trust-agents --service-name ../etc', '"../etc" cannot be the name of a service'],
	['trust-agents --service-name a*', '"a*" cannot be the name of a service'],
	['trust-agents --service-name a;b', '"a;b" cannot be the name of a service'],
] as const) {
	test(`"${line}" is refused before anything is asked of the cluster`, async t => {
		await t.throwsAsync(perform(line), {instanceOf: UsageError, message});
	});
}
