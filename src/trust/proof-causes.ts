import {saysInOrder} from '../errors/in-order.ts';
import {isSame} from './registry-answers.ts';

/** Why an agent's Docker does not trust the registry, or why nobody can tell. */
export type ProofCause =
	| 'unknown authority'
	| 'other authority'
	| 'certificate'
	| 'other files'
	| 'no name'
	| 'no route'
	| 'registry down'
	| 'timeout'
	| 'no answer'
	| 'docker proxy'
	| 'restarted before'
	| "somebody else's file"
	| 'snap'
	| 'podman'
	| 'untold setting'
	| 'in between'
	| 'no TLS'
	| 'unchecked'
	| 'docker stopped'
	| 'no docker'
	| 'other';

/** Docker's words for each, from Docker 1.13 to 28, or two that stand in one line in this order; the first that fits counts. */
const words: readonly (readonly [ProofCause, RegExp | readonly [RegExp, RegExp]])[] = [
	[
		'docker stopped',
		/cannot connect to the docker daemon|daemon socket|is the docker daemon running|connect to the docker API/i,
	],
	['docker proxy', /proxyconnect|proxy authentication required|socks connect/i],
	['unknown authority', /x509: certificate signed by unknown authority/i],
	['certificate', /x509: /i],
	['other files', /missing (?:client )?(?:key|certificate) |client certificate|CA certificate/i],
	[
		'no TLS',
		/server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|oversized record received/i,
	],
	['no name', /no such host|server misbehaving|name resolution/i],
	['no name', [/lookup [^ ]/i, /i\/o timeout|connection refused/i]],
	['no route', /no route to host|network is unreachable/i],
	['registry down', /connection refused|connection reset|: EOF\b/i],
	['timeout', /i\/o timeout|deadline exceeded|Client\.Timeout|handshake timeout|request canceled/i],
	['certificate', /\btls: /i],
];

/** null when the words are of nothing that stands in the way. */
export function causeIn(said: string, registry: string): ProofCause | null {
	const cause =
		words.find(([, pattern]) => (pattern instanceof RegExp ? pattern.test(said) : saysInOrder(said, pattern)))?.[0] ??
		null;
	if (cause === 'docker stopped' || cause === 'docker proxy') return cause;
	// the last one: the registry may have sent it on
	const asked = [...said.matchAll(/(?:Get|Head|Post) "?https?:\/\/([^/"]+)\//g)].at(-1)?.[1];
	return asked !== undefined && !isSame(asked, registry) ? 'in between' : cause;
}

/** What to do about each. */
export const remedies: Readonly<Record<ProofCause, string>> = {
	'unknown authority': 'Docker has not read the file: restart it there',
	'other authority':
		"the registry's certificate is not from the cluster's CA, and no restart of Docker helps: see what answers under that name",
	certificate: "look at the registry's certificate and at that machine's clock (date)",
	'other files': 'take the file that Docker names out of certs.d, or put what it lacks beside it',
	'no name':
		'the name appears minutes after the registry runs; if it stays away, look at dcos-net there: systemctl status dcos-net',
	'no route': 'see why that machine does not reach the address: the firewall, or dcos-net there',
	'registry down': 'run the same command again when the registry runs',
	timeout: 'see whether the registry runs and that machine reaches it, then run the same command again',
	'no answer': 'look at Docker there: systemctl status docker',
	'docker proxy':
		'add .thisdcos.directory to the NO_PROXY of that Docker, behind what stands there (sudo systemctl edit docker: Environment="NO_PROXY=…,.thisdcos.directory"), then restart it',
	'restarted before':
		'look at it there: sudo docker pull, journalctl -u docker; --restart always restarts it all the same',
	"somebody else's file":
		'see whose file that is; where nobody needs it, move it away there and run the same command again',
	snap: 'a snap reads /var/snap/docker/current/etc/docker/certs.d; DC/OS needs the Docker of docker.com or of the system',
	podman: 'DC/OS runs its tasks with Docker: see which package /usr/bin/docker is of',
	'untold setting': 'look at it there: sudo docker info',
	'in between': "Docker was sent to another server: look at registry-mirrors and the proxy in that machine's Docker",
	'no TLS': 'something else than the registry answers there on that port',
	unchecked:
		'take the registry, or the network that it is in, out of "insecure-registries" in /etc/docker/daemon.json to have it checked',
	'docker stopped': 'start Docker there: sudo systemctl start docker',
	'no docker': 'see whether Docker is installed there',
	other: 'try by hand on that machine: sudo docker pull',
};
