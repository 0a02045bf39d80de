import type {Agent} from '../agents/agent.ts';
import type {MesosAgent} from '../dcos/mesos.ts';
import {pasteable} from '../errors/command-line.ts';
import {LoginError, UserError} from '../errors/errors.ts';
import type {ExitCode} from '../errors/exit-codes.ts';
import type {World} from '../world.ts';
import {failed, type Verdict} from './judge-answer.ts';

type Around = {
	world: World;
	tell: (doing: string) => void;
	/** Exit codes that were met on the way, beside what becomes of the agents. */
	met: Set<ExitCode>;
};

/** How long tasks may take to end before the agent counts as not drained, and how long Mesos may take to hear from it, in milliseconds. */
const drainLimit = 15 * 60_000;
const returnLimit = 2 * 60_000;
const betweenLooks = 2000;

type Drained = {
	/** Drained by this run, which has to bring the agent back. */
	ours: boolean;
	/** Why nothing more is to be done with it; null when it is drained. */
	verdict: Verdict | null;
};

/** Has Mesos move the tasks away. One that somebody else drains or has drained is left to them, any other brought back where it did not work. */
export async function drained(agent: Agent, around: Around): Promise<Drained> {
	const {world, tell} = around;
	const {mesos} = await world.cluster();
	let ours = false;
	try {
		const before = (await seen(agent, around))?.drain ?? null;
		if (before === 'drained') return {ours, verdict: null};
		tell('draining');
		ours = before === null;
		if (ours) await mesos.drain(agent.id);
		const found = await until(agent, each => each?.drain === 'drained', {...around, limit: drainLimit});
		if (found) return {ours, verdict: null};
	} catch (error) {
		const undone = ours ? await reactivated(agent, around) : null;
		const hint = "see that your login may use Mesos' operator API, or leave --drain out";
		return {ours: false, verdict: undone ?? failed(`it could not be drained: ${wordsOf(error, around)}`, hint)};
	}
	// Mesos cannot take a drain back before it has ended, so that this may be refused
	const undone = ours ? await reactivated(agent, around) : null;
	if (undone !== null) return {ours: false, verdict: undone};
	const why = 'the run was interrupted while it was drained';
	return {
		ours: false,
		verdict: world.interrupted.aborted
			? {state: 'not started', why, hint: null}
			: failed(
					`its tasks did not end within 15 min of draining${ours ? '; it is in service again' : ''}`,
					hintFor(agent),
				),
	};
}

/** null when the agent is back in service. */
export async function reactivated(agent: Agent, around: Around): Promise<Verdict | null> {
	around.tell('bringing it back into service');
	try {
		await (await around.world.cluster()).mesos.reactivate(agent.id);
		return null;
	} catch (error) {
		const why = wordsOf(error, around);
		const now = await seen(agent, around).catch(() => null);
		// refused where it is in service: the answer to an earlier try was lost
		if (now !== null && now.drain === null) return null;
		if (now?.drain === 'draining') {
			const hint = pasteable`when its tasks have ended: dcos node reactivate ${agent.id}`;
			return failed('it is still being drained, which Mesos cannot take back', hint);
		}
		return failed(`it is out of service and could not be brought back: ${why}`, hintFor(agent));
	}
}

/** null when Mesos hears from the agent. A Mesos that cannot be asked does not speak for it. */
export async function backInMesos(agent: Agent, around: Around): Promise<Verdict | null> {
	around.tell('waiting for Mesos');
	const back = await until(agent, each => each !== null && (each.active || each.drain !== null), {
		...around,
		limit: returnLimit,
		evenInterrupted: true,
	});
	if (back) return null;
	return failed(
		'Docker was restarted, and Mesos has not heard from the agent for 2 min since',
		'look at it there: systemctl status dcos-mesos-slave dcos-mesos-slave-public',
	);
}

type Waiting = Around & {limit: number; evenInterrupted?: boolean};

/** Looks until it is so, or the time is over, or the user wants to stop. Looks that fail are looked at again. */
async function until(agent: Agent, isSo: (seen: MesosAgent | null) => boolean, around: Waiting): Promise<boolean> {
	const {clock, interrupted} = around.world;
	const last = clock.elapsed() + around.limit;
	for (;;) {
		if (isSo(await seen(agent, around).catch(() => null))) return true;
		if (clock.elapsed() >= last || (interrupted.aborted && !around.evenInterrupted)) return false;
		await clock.sleep(betweenLooks, around.evenInterrupted ? undefined : interrupted);
	}
}

/** As Mesos has it now; null when it is not in its list. An agent that registers anew has another id, and the address it had. */
async function seen({id, address}: Agent, {world}: Around): Promise<MesosAgent | null> {
	const agents = await (await world.cluster()).mesos.agents();
	const places = [`@${address}:`, `@[${address}]:`];
	return (
		agents.find(each => each.id === id) ?? agents.find(({pid}) => places.some(place => pid.includes(place))) ?? null
	);
}

/** A login that is not allowed is told by the exit code too. */
function wordsOf(error: unknown, {met}: Around): string {
	if (!(error instanceof UserError)) throw error;
	if (error instanceof LoginError) met.add(error.exitCode);
	return error.message;
}

function hintFor({id}: Agent): string {
	return pasteable`see what keeps it, then: dcos node reactivate ${id}`;
}
