import type {RealAgent} from '../../real-agents/real-agent.ts';
import {surely} from './containers.ts';

/** All of /etc/docker on an agent: kind, mode and owner of everything, where links lead, and the sums of the files. */
export function etcDocker(agent: RealAgent): Promise<string> {
	const sums = 'find /etc/docker -type f -exec sha256sum {} + | sort -k 2';
	return surely(agent, `find /etc/docker -printf '%y %m %U:%G %p %l\\n' | sort -k 4; ${sums}`);
}

/** What changes with a file that is written anew, though it may say the same: number and times of everything in certs.d. */
export function identities(agent: RealAgent): Promise<string> {
	return surely(agent, `find /etc/docker/certs.d -printf '%p %i %T@ %C@\\n' | sort`);
}
