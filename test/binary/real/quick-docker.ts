import {rm, writeFile} from 'node:fs/promises';
import type {RealAgent} from '../../real-agents/real-agent.ts';

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
		const path = agent.path('/usr/bin/docker');
		await rm(path, {force: true});
		await writeFile(path, quickDocker(seconds), {mode: 0o755});
	}
}
