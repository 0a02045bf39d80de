import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {checkVersion} from '../../../src/ssh/check-version.ts';
import type {SshClient} from '../../../src/ssh/ssh-client.ts';

/** An ssh that says this when it is asked for its version. */
const saying = (stderr: string, stdout = ''): SshClient => ({
	close() {},
	start: () => {
		throw new Error('nothing is to be started');
	},
	run: async args => {
		if (args.join(' ') !== '-V') throw new Error('asked for something else');
		return {exitCode: 0, stdout, stderr, timedOut: false, flooded: false, unstarted: null};
	},
});

for (const words of [
	'OpenSSH_7.3p1, LibreSSL 2.4.1',
	'OpenSSH_7.4p1, OpenSSL 1.0.2k-fips  26 Jan 2017',
	'OpenSSH_8.0p1, OpenSSL 1.1.1k  FIPS 25 Mar 2021',
	'OpenSSH_9.2p1 Debian-2+deb12u3, OpenSSL 3.0.15 3 Sep 2024',
	'OpenSSH_10.0p2, OpenSSL 3.5.1',
	'OpenSSH_for_Windows_9.5p1, LibreSSL 3.8.2',
	'OpenSSH_for_Windows_8.1p1, LibreSSL 3.0.2\r\n',
]) {
	test(`${words.trim()} will do`, async t => {
		await t.notThrowsAsync(checkVersion(saying(words)));
	});
}

for (const words of [
	'OpenSSH_7.2p2 Ubuntu-4ubuntu2.10, OpenSSL 1.0.2g  1 Mar 2016',
	'OpenSSH_6.9p1, LibreSSL 2.1.8',
	'OpenSSH_5.3p1, OpenSSL 1.0.1e-fips',
	'OpenSSH_for_Windows_7.2p1',
]) {
	test(`${words} is too old`, async t => {
		const error = await t.throwsAsync(checkVersion(saying(words)), {instanceOf: RefusedError});
		t.is(error.message, `the ssh on this machine is too old: ${words}`);
		t.regex(error.hint ?? '', /7\.3/);
	});
}

for (const [words, shown] of [
	['Dropbear v2022.83', 'Dropbear v2022.83'],
	['Sun_SSH_1.1.5, SSH protocols 1.5/2.0', 'Sun_SSH_1.1.5, SSH protocols 1.5/2.0'],
	['plink: Release 0.78\nmore', 'plink: Release 0.78'],
	['OpenSSH_', 'OpenSSH_'],
	['', 'it says nothing'],
] as const) {
	test(`"${shown}" is no OpenSSH`, async t => {
		const message = `the ssh on this machine is no OpenSSH: ${shown}`;
		await t.throwsAsync(checkVersion(saying(words)), {instanceOf: RefusedError, message});
	});
}

test('a version on stdout counts too', async t => {
	await t.notThrowsAsync(checkVersion(saying('', 'OpenSSH_9.2p1')));
});
