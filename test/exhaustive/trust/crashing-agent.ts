import {execFileSync} from 'node:child_process';
import {readFile, rm} from 'node:fs/promises';
import type {ExecutionContext} from 'ava';
import {answerIn} from '../../../src/trust/agent-answer.ts';
import {agentScript, type ScriptWishes} from '../../../src/trust/on-agent/agent-script.ts';
import {type AgentRoot, agentRoot} from '../../unit/trust/agent-root.ts';
import {ca, caPath, docker, mark, wishes} from '../../unit/trust/scripted-agent.ts';

/** Every program with which the script changes a file, and the one that writes them. */
const steps = ['mv', 'ln', 'cp', 'mkdir', 'rm', 'rmdir', 'chmod', 'chown', 'cat'];

/** Counts the steps; at the one that /crash names, kills the script before it, or fails in its place. */
const stub = (program: string) => `read -r n </step; n=$((n + 1)); echo "$n" >/step
read -r at how </crash
if [ "$n" = "$at" ]; then
	read -r main </main
	if [ "$how" = kill ]; then kill -9 "$main" "$PPID"; exit 1; fi
	echo '${program}: No space left on device' >&2
	exit 1
fi
exec /usr/bin/${program} "$@"`;

export type CrashingAgent = AgentRoot & {
	/** Runs the script; `at` is the step at which it ends or fails, from 1. How many steps it took, and what it said. */
	crash: (over: Partial<ScriptWishes>, crash: {at: number; how: 'kill' | 'fail'}) => Promise<Crashed>;
	/** Takes away all that the script makes. */
	clear: () => Promise<void>;
	/** Remembers what is below /etc, hard links and times included; gives what brings it back. */
	remember: () => () => Promise<void>;
};

type Crashed = {steps: number; answer: ReturnType<typeof answerIn>};

export async function crashingAgent(t: ExecutionContext): Promise<CrashingAgent> {
	const agent = await agentRoot();
	t.teardown(agent.remove);
	await agent.write(caPath, ca);
	await agent.stub('docker', docker);
	for (const program of steps) await agent.stub(program, stub(program));
	await agent.write('/crash', '0 never\n');
	await agent.write('/step', '0\n');
	const clear = async () => {
		for (const each of ['docker', '.dcos-registry.new', '.dcos-registry.old'])
			await rm(agent.at(`/etc/${each}`), {recursive: true, force: true});
	};
	return {
		...agent,
		clear,
		remember() {
			const kept = agent.at('/kept');
			execFileSync('rm', ['-rf', kept]);
			execFileSync('cp', ['-a', agent.at('/etc'), kept]);
			return async () => {
				await clear();
				execFileSync('cp', ['-a', `${kept}/.`, agent.at('/etc')]);
			};
		},
		async crash(over, {at, how}) {
			await agent.write('/crash', `${at} ${how}\n`);
			await agent.write('/step', '0\n');
			const script = agentScript({...wishes, ...over});
			const {stdout} = agent.run(['sh', '-c', 'echo $$ >/main; exec sh -s'], script);
			await agent.write('/crash', '0 never\n');
			const counted = await readFile(agent.at('/step'), 'utf8');
			return {steps: Number(counted), answer: answerIn(stdout, mark)};
		},
	};
}
