import test from 'ava';
import {attempts, backOff, isLost, isSilent} from '../../../src/ssh/lost-connection.ts';

const first = 'mark begin';
const run = {exitCode: 255, stdout: '', stderr: '', timedOut: false, flooded: false, unstarted: null};

/** What ssh says when the machine, or the proxy, takes the connection and drops it. */
const lost = [
	'kex_exchange_identification: Connection closed by remote host\r\nConnection closed by 10.0.0.1 port 22',
	'kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 10.0.0.1 port 22',
	'Connection to 10.0.0.1 closed by remote host.',
	'ssh_exchange_identification: Connection closed by remote host',
	'ssh_exchange_identification: read: Connection reset by peer',
	'Connection closed by UNKNOWN port 65535',
	'banner exchange: Connection to UNKNOWN port 65535: Broken pipe',
	'mux_client_request_session: read from master failed: Broken pipe',
	'mux_client_hello_exchange: write packet: Broken pipe',
	'client_loop: send disconnect: Broken pipe',
	'channel 0: open failed: connect failed: Session open refused by peer',
	'stdio forwarding failed',
	'Control socket connect(/tmp/x/proxy): No such file or directory',
];

for (const stderr of lost) {
	test(`"${stderr.split('\r')[0]}" before the first word is lost, and tried again`, t => {
		t.true(isLost({...run, stderr}, first));
		t.true(isLost({...run, stderr, stdout: 'Welcome!\n'}, first));
	});

	test(`"${stderr.split('\r')[0]}" after the first word is never tried again`, t => {
		t.false(isLost({...run, stderr, stdout: `banner\n${first}\n`}, first));
	});
}

for (const stderr of [
	'',
	'ssh: connect to host 10.0.0.1 port 22: Connection refused',
	'ssh: connect to host 10.0.0.1 port 22: Connection timed out',
	'me@10.0.0.1: Permission denied (publickey).',
	'Host key verification failed.',
	'ssh: Could not resolve hostname a: Name or service not known',
]) {
	test(`"${stderr}" would be the same again`, t => {
		t.false(isLost({...run, stderr}, first));
	});
}

test('what ended by itself, or at our limit, is not tried again', t => {
	const [stderr = ''] = lost;
	t.false(isLost({...run, stderr, exitCode: 1}, first));
	t.false(isLost({...run, stderr, timedOut: true}, first));
});

test('a failure without a word is silent, and nothing else is', t => {
	t.true(isSilent(run, first));
	t.true(isSilent({...run, stdout: 'Welcome!\n', stderr: ' \r\n'}, first));
	t.false(isSilent({...run, stderr: 'words'}, first));
	t.false(isSilent({...run, stdout: `${first}\n`}, first));
	t.false(isSilent({...run, exitCode: 0}, first));
	t.false(isSilent({...run, exitCode: null}, first));
	t.false(isSilent({...run, timedOut: true}, first));
});

test('the waits grow, are spread, and stay below ten seconds all together', t => {
	for (let attempt = 1; attempt < attempts; attempt += 1) {
		const middle = 250 * 2 ** attempt;
		const waits = Array.from({length: 200}, () => backOff(attempt));
		t.true(waits.every(wait => wait >= middle / 2 && wait <= middle * 1.5));
		t.true(new Set(waits).size > 100);
	}
	const most = [1, 2, 3].map(attempt => 250 * 2 ** attempt * 1.5).reduce((sum, each) => sum + each, 0);
	t.true(most < 10_000);
});
