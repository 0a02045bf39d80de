import {rm} from 'node:fs/promises';
import path from 'node:path';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {writeExecutables} from '../../support/executables.ts';

/** A Docker that trusts every registry, for tests of the way to it; each of its answers takes so many seconds. */
const quickDocker = (seconds: number) => `#!/bin/sh
[ "$1" = pull ] || exit 0
sleep ${seconds}
echo "Error response from daemon: manifest for $2 not found: manifest unknown" >&2
exit 1
`;

/** Gives agents such a Docker in place of theirs. */
export async function giveQuickDocker(agents: readonly RealAgent[], seconds = 0): Promise<void> {
	for (const agent of agents) {
		const docker = agent.path('/usr/bin/docker');
		await rm(docker, {force: true});
		await writeExecutables(path.dirname(docker), {docker: quickDocker(seconds)});
	}
}
