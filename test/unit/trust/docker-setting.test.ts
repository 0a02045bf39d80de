import test from 'ava';
import {dockerSetting, goesThroughProxy, isChecked} from '../../../src/trust/docker-setting.ts';

const registry = 'r.marathon.l4lb.thisdcos.directory';
const settingOf = (...lines: string[]) => dockerSetting(lines, null);

test('a setting is read from the lines of the script, and what nobody knows is passed over', t => {
	t.deepEqual(
		settingOf('unchecked a:5000', 'network 127.0.0.0/8', 'proxied', 'proxied', 'direct .mesos,a b', 'new x', ''),
		{
			kind: null,
			told: true,
			unchecked: ['a:5000'],
			networks: ['127.0.0.0/8'],
			proxied: true,
			direct: '.mesos,a b',
		},
	);
	t.false(settingOf('untold').told);
});

/** Networks of insecure registries, the registry's addresses, and whether Docker looks at its certificate. */
const cases: readonly (readonly [string, readonly string[], boolean])[] = [
	['127.0.0.0/8', ['11.0.0.1'], true],
	['127.0.0.0/8', [], true],
	['::1/128', [], true],
	['11.0.0.0/8', ['11.0.0.1'], false],
	['11.0.0.0/8', ['10.0.0.1', '11.0.0.1'], false],
	['11.0.0.0/8', ['10.0.0.1'], true],
	// nobody could look the name up: it may be in there
	['11.0.0.0/8', [], false],
	['0.0.0.0/0', ['192.0.2.7'], false],
	['0.0.0.0/0', [], false],
	['fd00::/8', ['fd00::7'], false],
	['::/0', ['fd00::7'], false],
	['::/0', ['192.0.2.7'], true],
	['nonsense', ['192.0.2.7'], false],
];

for (const [network, addresses, checked] of cases) {
	test(`with the insecure network ${network}, a registry at ${addresses.join(' and ') || 'no known address'} is ${checked ? '' : 'not '}checked`, t => {
		t.is(isChecked(settingOf(`network ${network}`), {registry, addresses}), checked);
	});
}

test('an insecure registry is one of the very name', t => {
	const setting = settingOf(`unchecked ${registry}`);
	t.false(isChecked(setting, {registry, addresses: ['11.0.0.1']}));
	t.true(isChecked(setting, {registry: `${registry}:443`, addresses: ['11.0.0.1']}));
});

test('more networks than anybody writes are a setting that is not told, in no time', t => {
	const networks = Array.from({length: 60_000}, (_, index) => `network 10.${index >> 8}.${index & 255}.0/24`);
	const setting = settingOf(...networks);
	t.false(setting.told);
	const addresses = Array.from({length: 60_000}, (_, index) => `11.${index >> 8}.${index & 255}.1`);
	t.false(isChecked(setting, {registry, addresses}));
});

for (const [direct, through] of [
	['', true],
	['.thisdcos.directory', false],
	['thisdcos.directory', false],
	['.mesos,localhost', true],
	['*', false],
	[registry, false],
	[`${registry}:443`, false],
	[`${registry}:80`, true],
] as const) {
	test(`with NO_PROXY=${direct} Docker ${through ? 'goes' : 'does not go'} through its proxy`, t => {
		const setting = settingOf('proxied', `direct ${direct}`);
		t.is(goesThroughProxy(setting, registry), through);
		t.is(goesThroughProxy(setting, `${registry}:443`), through);
		t.false(goesThroughProxy({...setting, proxied: false}, registry));
	});
}
