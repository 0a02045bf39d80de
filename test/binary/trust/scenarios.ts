import {dockerScenarios, done} from './docker-scenarios.ts';
import type {Scenario} from './scenario-agent.ts';

const file = (name: string) => `/etc/docker/certs.d/${name}`;
const notReached = {state: 'unreachable', proof: null, written: false} as const;
const reached = {state: 'failed', proof: null, written: false} as const;

/** No way in. */
const network: readonly Scenario[] = [
	{cause: 'nothing listens on its SSH port', fault: 'refuses', says: /refused the SSH connection/, ...notReached},
	{cause: 'it takes the connection and is silent', fault: 'silent', says: /did not answer in time/, ...notReached},
	{
		cause: 'it stalls after its SSH version',
		fault: 'stalls',
		says: /did not answer in time|said nothing within/,
		...notReached,
	},
	{cause: 'packets to it vanish', fault: 'drops-packets', says: /did not answer in time/, ...notReached},
	{cause: 'there is no route to it', fault: 'no-route', says: /no route to it/, ...notReached},
	{cause: 'it accepts no key of the user', fault: 'no-auth', says: /did not accept the SSH login/, ...notReached},
	{
		cause: 'its host key has changed',
		fault: 'changed-host-key',
		says: /host key has changed, and nothing was sent; it shows SHA256:/,
		...notReached,
	},
	{
		cause: 'its host key is not known',
		fault: 'unknown-host-key',
		says: /host key is not known, and nothing was sent; it shows SHA256:/,
		...notReached,
	},
	{cause: 'the session begins and never says a word', fault: 'hangs', says: /said nothing within \d+ s/, ...notReached},
	{
		cause: 'Mesos does not hear from it',
		lost: true,
		says: /^Mesos does not hear from it$/,
		...notReached,
		state: 'not running',
	},
];

/** A way in, and no shell or no root behind it. */
const login: readonly Scenario[] = [
	{cause: 'the user has no login shell', fault: 'nologin', says: /no login shell/, ...reached},
	{
		cause: 'the connection dies after the first word',
		fault: 'dies',
		says: /^the connection ended before the work did/,
		...reached,
		written: null,
	},
	{cause: 'its profile prints megabytes', fault: 'floods', says: /more than 1 MB/, ...reached},
	{
		cause: 'its profile asks something and reads the answer',
		fault: 'asks',
		says: /^something read the script before the shell could, so nothing of it ran; the login there said: Which environment is this\?$/,
		...reached,
	},
	{
		cause: 'a forced command takes the place of ours',
		fault: 'forced',
		says: /^the login there did not run the script, and said: /,
		...reached,
	},
	{cause: 'its profile prints some words', fault: 'noisy', ...done},
	{cause: 'it is slow', fault: 'slow', ...done},
	{cause: 'it shows a banner', fault: 'banner', ...done},
	{cause: 'its login shell is the C shell', fault: 'csh', ...done},
	{cause: 'sudo asks for a password', fault: 'sudo-password', says: /^sudo asks for a password there$/, ...reached},
	{cause: 'sudo would take a password', fault: 'sudo-asks', says: /^sudo asks for a password there$/, ...reached},
	{cause: 'sudo wants a terminal', fault: 'sudo-requiretty', says: /wants a terminal there/, ...reached},
	{cause: 'the user may not use sudo', fault: 'sudo-not-allowed', says: /may not use sudo there/, ...reached},
	{
		cause: 'the user is not in sudoers',
		fault: 'not-in-sudoers',
		says: /sudo asks for a password|may not use sudo/,
		...reached,
	},
	{cause: 'it has no sudo, and the user is not root', fault: 'no-sudo', says: /has no sudo/, ...reached},
];

/** What the file would be made from. */
const authority: readonly Scenario[] = [
	{cause: 'it lacks the CA file', fault: 'no-ca', says: /has no file \/run\/dcos/, ...reached},
	{cause: 'the CA file is empty', fault: 'empty-ca', says: /is empty there/, ...reached},
	{cause: 'the CA file is not PEM', fault: 'not-pem-ca', says: /no PEM certificate/, ...reached},
	{cause: "the CA file holds a server's certificate", fault: 'leaf-ca', says: /certificate of a server/, ...reached},
	{cause: 'the CA in the file has expired', fault: 'expired-ca', says: /has expired there/, ...reached},
	{
		cause: 'the CA is that of another cluster',
		fault: 'other-ca',
		says: /another cluster.*no other agent has it/,
		...reached,
	},
];

/** Where the file is put. */
const files: readonly Scenario[] = [
	{cause: '/etc/docker is read-only', fault: 'read-only-etc', says: /Read-only file system/, ...reached},
	{cause: 'its disk is full', fault: 'full-disk', says: /No space left on device/, ...reached},
	{
		cause: 'certs.d is a symbolic link',
		before: `mkdir -p /etc/docker/elsewhere && ln -s elsewhere ${file('')}`.replace(/\/$/, ''),
		after: 'rm /etc/docker/certs.d',
		says: /is a symbolic link, which is not followed/,
		...reached,
	},
	{
		cause: 'ca.crt is a directory',
		before: `mkdir -p ${file('$host/ca.crt')} ${file('$host:443/ca.crt')}`,
		after: `rmdir ${file('$host/ca.crt')} ${file('$host:443/ca.crt')}`,
		says: /ca\.crt is a directory/,
		...reached,
	},
	{
		cause: "ca.crt is somebody else's, of another authority",
		before: `mkdir -p ${file('$host')} && echo somebody >${file('$host/ca.crt')}`,
		after: `rm ${file('$host/ca.crt')}`,
		says: /^not put there by this command, and left: \S+directory\/ca\.crt; not proved: .*x509/,
		...reached,
		proof: 'unknown',
		written: null,
	},
	{
		cause: 'ca.crt is of this command, and the cluster has another CA by now',
		before: `mkdir -p ${file('$host')} && cd ${file('$host')} && echo former >ca.crt && chmod 644 ca.crt && echo "sum $(cksum <ca.crt | tr -d ' ')" >.dcos-registry`,
		replaces: true,
		...done,
	},
	{
		cause: 'ca.crt is there already, for both names',
		before: `for each in $host $host:443; do mkdir -p ${file('$each')} && cp /run/dcos/pki/CA/ca-bundle.crt ${file('$each/ca.crt')} && chmod 644 ${file('$each/ca.crt')}; done`,
		...done,
		state: 'unchanged',
	},
	{
		cause: "somebody's client certificate lacks its key",
		before: `mkdir -p ${file('$host')} && echo >${file('$host/client.cert')}`,
		after: `rm ${file('$host/client.cert')}`,
		says: /Docker still refuses: missing key client\.key .*client\.cert has no key beside it/,
		...reached,
		proof: 'not trusted',
		written: true,
	},
];

/** Every way in which an agent can fail or be odd. The same for all kinds of agents; not every kind can have every one. */
export const scenarios: readonly Scenario[] = [...network, ...login, ...authority, ...files, ...dockerScenarios];
