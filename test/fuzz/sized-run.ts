import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {execa} from 'execa';
import fc from 'fast-check';
import {registryOptions} from '../sandbox/registry-setup.ts';
import {writeExecutables} from '../support/executables.ts';
import {cliEnvironment, packagedPlugin} from '../support/plugin.ts';
import type {Place} from './hostile-run.ts';
import {serverBefore} from './server-before.ts';
import {answerOf, most, optionsOf, type Sized, textOf} from './sizes.ts';
import {bringTo} from './staged.ts';

const senders = ['store', 'agents', 'options file'] as const;

/** One command of the executable, and the size and shape of what one sends it. `answer`: which of the store's. */
export type SizedWorld = Sized & {sender: number; answer: number};

export const sizedWorlds: fc.Arbitrary<SizedWorld> = fc.record({
	sender: fc.nat({max: senders.length - 1}),
	answer: fc.nat({max: 8}),
	unit: fc.nat({max: most.unit}),
	size: fc.nat({max: most.size}),
	shape: fc.nat({max: most.shape}),
});

/** A command, with an end long before its own limits: the store answers, or the agents do, at once. */
const limits = {milliseconds: 20_000, megabytes: 300, characters: 200_000, ofJson: 8_000_000};

/** As much as an agent is let say. */
const longestOutput = 1_000_000;

/** What the command did wrong, in words; empty where it did nothing wrong. */
export async function sizedRun(world: SizedWorld, around: Place): Promise<readonly string[]> {
	const {sandbox, directory} = around;
	await sandbox.reset();
	const home = path.join(directory, 'sized');
	await rm(home, {recursive: true, force: true});
	await mkdir(home, {recursive: true});
	let answers = 0;
	let begun = false;
	const store = await serverBefore(sandbox, sandbox.s3.endpoint, async (_, real) => {
		const answer = await real();
		return begun && answers++ === world.answer ? answerOf(world) : answer;
	});
	try {
		const own = JSON.stringify(registryOptions(sandbox)).replaceAll(sandbox.s3.endpoint, store.url);
		const sender = senders[world.sender % senders.length] ?? 'store';
		await bringTo(sender === 'store' ? 'registry' : 'account', around, JSON.parse(own) as object);
		const file = sender === 'options file' ? optionsOf(world) : own;
		await writeFile(path.join(home, 'registry-options.json'), file);
		const bin = sender === 'agents' ? await sshThatSays(home, world) : '/usr/bin';
		begun = true;
		const words = wordsOf(sender, world, sandbox.caFile);
		const env = {...cliEnvironment(sandbox), PATH: `${bin}:${process.env.PATH}`, HOME: home};
		const faults = await judged(words, {home, env});
		return faults.map(fault => `${JSON.stringify(world)}: ${fault}\n\t${words.join(' ')}`);
	} finally {
		await store.stop();
	}
}

function wordsOf(sender: (typeof senders)[number], {answer}: SizedWorld, caFile: string): readonly string[] {
	if (sender === 'store') return ['storage', 'verify', '--endpoint-ca', caFile];
	if (sender === 'agents')
		return ['trust-agents', '--yes', '--not-installed-yet', ...(answer % 2 === 0 ? [] : ['--json'])];
	const commands = [
		['install', '--check'],
		['storage', 'show'],
		['storage', 'local', '--yes'],
		['install', '--dry-run', '--json'],
	];
	return commands[answer % commands.length] ?? [];
}

/** The directory of an ssh that says so much to everybody, on one of its streams, and ends. */
async function sshThatSays(home: string, world: SizedWorld): Promise<string> {
	const bin = path.join(home, 'bin');
	await mkdir(bin);
	await writeFile(path.join(home, 'said'), textOf(world, longestOutput));
	const script = `#!/bin/sh
case $1 in -V) exec /usr/bin/ssh -V ;; esac
case " $* " in *' -G '*) exit 0 ;; esac
mark=$(sed -n "s/^mark='\\(.*\\)'$/\\1/p")
[ ${world.shape % 2} = 0 ] || printf '\\n%s begin\\n' "$mark"
sed "s/@/$mark/g" <"$HOME/said" ${world.shape % 3 === 0 ? '>&2' : ''}
[ ${world.shape % 2} = 0 ] || printf '\\n%s end\\n' "$mark"
exit ${[0, 1, 255][world.shape % 3]}
`;
	await writeExecutables(bin, {ssh: script});
	return bin;
}

type Surroundings = {home: string; env: Record<string, string>};

async function judged(words: readonly string[], {home, env}: Surroundings): Promise<string[]> {
	const began = performance.now();
	const running = execa(await packagedPlugin(), ['registry', ...words], {
		cwd: home,
		env,
		extendEnv: false,
		reject: false,
		stdin: 'ignore',
		timeout: limits.milliseconds * 2,
	});
	const peak = peakOf(running.pid ?? 0, running);
	const {stdout, stderr, exitCode} = await running;
	const took = performance.now() - began;
	const megabytes = await peak;
	const said = stdout.length + stderr.length;
	return [
		...(took > limits.milliseconds ? [`it took ${Math.round(took)} ms`] : []),
		...(megabytes > limits.megabytes ? [`it took ${Math.round(megabytes)} MB`] : []),
		...(exitCode === undefined ? ['it was killed'] : []),
		...(/a defect in dcos-registry/.test(stdout + stderr) ? [`a defect: ${(stdout + stderr).slice(0, 500)}`] : []),
		...(said > (words.includes('--json') ? limits.ofJson : limits.characters) ? [`it said ${said} characters`] : []),
	];
}

/** In megabytes, as the system has it: looked at until it ends. */
async function peakOf(pid: number, running: Promise<unknown>): Promise<number> {
	let over = false;
	void running.finally(() => {
		over = true;
	});
	let peak = 0;
	while (!over) {
		const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
		peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
		await setTimeout(20);
	}
	return peak;
}
