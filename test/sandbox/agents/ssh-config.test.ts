import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {sshConfig} from './ssh-config.ts';

test('names files whose paths hold spaces and percent signs, in a way that ssh reads back', async t => {
	const directory = await mkdtemp(join(tmpdir(), 'ssh config 100%d-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const config = join(directory, 'ssh_config');
	const files = {identity: join(directory, 'id'), knownHosts: join(directory, 'known_hosts')};
	await writeFile(config, sshConfig([{ip: '127.0.1.1', port: 2201}], files));
	const {stdout} = await execa('ssh', ['-G', '-F', config, '127.0.1.1']);
	const read = Object.fromEntries(stdout.split('\n').map(line => line.split(/ (.*)/s).slice(0, 2)));
	t.is(read.hostname, '127.0.0.1');
	t.is(read.port, '2201');
	t.is(read.hostkeyalias, '127.0.1.1');
	t.is(read.stricthostkeychecking, 'true');
	t.is(read.identityagent, 'none');
	// ssh -G prints these before it expands them.
	t.is(read.identityfile.replaceAll('%%', '%'), files.identity);
	t.is(read.userknownhostsfile.replaceAll('%%', '%'), files.knownHosts);
});
