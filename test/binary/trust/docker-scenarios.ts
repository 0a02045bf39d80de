import type {Scenario} from './scenario-agent.ts';

const restartFirst = {cachesCerts: true, restarts: 1, written: true} as const;
const undecided = {state: 'changed', proof: 'unknown', written: true} as const;
/** An agent with which all is well in the end. */
export const done = {state: 'changed', proof: 'trusted', written: true, says: null} as const;

/** Whom the proof is asked of. */
export const dockerScenarios: readonly Scenario[] = [
	{cause: 'nothing is wrong', ...done},
	{cause: 'it has no docker command', fault: 'no-docker', says: /not proved: it has no docker command/, ...undecided},
	{
		cause: 'its Docker does not run',
		fault: 'docker-stopped',
		says: /not proved: .*Cannot connect to the Docker daemon/,
		...undecided,
	},
	{
		cause: 'its Docker goes through a proxy that is gone',
		fault: 'docker-proxy',
		says: /not proved: .*proxyconnect/,
		...undecided,
	},
	{
		cause: 'its Docker checks no certificate',
		fault: 'docker-insecure',
		says: /not proved: Docker does not check/,
		...undecided,
	},
	{
		cause: 'its Docker checks no certificate of a whole network',
		fault: 'docker-insecure-network',
		says: /not proved: Docker does not check/,
		...undecided,
	},
	{
		cause: 'its Docker goes through a proxy that opens TLS',
		fault: 'docker-opened',
		says: /not proved: its Docker goes through a proxy, whose certificate this may be \(it has no NO_PROXY\): .*x509/,
		...undecided,
	},
	{cause: 'its profile has docker ask another daemon', fault: 'docker-elsewhere', ...done},
	{cause: 'its Docker does not resolve the name', fault: 'no-name', says: /not proved: .*no such host/, ...undecided},
	{
		cause: 'its Docker never answers a pull',
		fault: 'docker-hangs',
		says: /not proved: Docker gave no answer in time/,
		...undecided,
	},
	{cause: 'its Docker reads certs.d at its start only', ...restartFirst, ...done},
	{
		cause: 'its Docker cannot be restarted',
		fault: 'docker-restart-fails',
		...restartFirst,
		says: /Docker could not be restarted: .*Job for docker.service failed/,
		state: 'failed',
		proof: 'not trusted',
	},
	{
		cause: 'its Docker does not come back from a restart',
		fault: 'docker-does-not-come-back',
		...restartFirst,
		says: /was restarted and did not answer again within 60 s/,
		state: 'failed',
		proof: 'not trusted',
	},
	{
		cause: 'a restart of its Docker never ends',
		fault: 'docker-restart-hangs',
		...restartFirst,
		says: /Docker could not be restarted: systemctl did not come to an end within 45 s/,
		state: 'failed',
		proof: 'not trusted',
	},
];
