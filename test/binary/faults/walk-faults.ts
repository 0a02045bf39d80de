import {isDeepStrictEqual} from 'node:util';
import type {ExecutionContext} from 'ava';
import pMap from 'p-map';
import {type FaultKind, faultKinds} from './fault-kinds.ts';
import {type Installer, withInstaller} from './installer.ts';
import {leavesAnother, matching, type NthRequest, numbered} from './requests.ts';
import type {Scenario} from './scenario.ts';

export type Walked = {
	requests: readonly NthRequest[];
	/** How many requests the same command sends when it finds everything done. */
	repeated: number;
	/** How the first runs ended, in the order of the requests, for each one the kinds of fault; null where that is the run of another. */
	cells: readonly (string | null)[];
};

/** Lets each request of the scenario run into each fault, and sees that the cluster ends as if there had been none. */
export async function walkFaults(t: ExecutionContext, scenario: Scenario): Promise<Walked> {
	const {clusters, cluster} = scenario;
	const installers = await Promise.all(Array.from({length: clusters}, () => withInstaller(t, cluster)));
	const {requests, repeated, before, after} = await undisturbed(t, installers, scenario);
	const cases = requests.flatMap(request => faultKinds.map(kind => ({request, kind})));
	const cells = await pMap(
		cases,
		async ({request, kind}) => {
			if (kind.kills && !leavesAnother(request.request)) return null;
			const installer = installers.pop();
			if (installer === undefined) throw new Error('more cases at once than clusters');
			try {
				return await meet(t, installer, {scenario, request, kind, before, after});
			} finally {
				installers.push(installer);
			}
		},
		{concurrency: clusters},
	);
	return {requests, repeated, cells};
}

/** What the command asks for when nothing goes wrong, and the cluster before and after it. */
async function undisturbed(t: ExecutionContext, [installer]: readonly Installer[], {begin, words, walks}: Scenario) {
	if (installer === undefined) throw new Error('there is no cluster');
	const {sandbox, renew, run, state} = installer;
	await renew();
	await begin(installer);
	const before = await state();
	sandbox.forgetRequests();
	const {exitCode, stderr} = await run(words);
	t.is(exitCode, 0, stderr);
	const requests = numbered(sandbox.requests('outside')).filter(({request}) => walks(request));
	t.true(requests.length > 0);
	sandbox.forgetRequests();
	t.regex((await run(words)).stdout, /^Nothing to do/);
	return {requests, repeated: sandbox.requests('outside').length, before, after: await state()};
}

type Case = {scenario: Scenario; request: NthRequest; kind: FaultKind; before: object; after: object};

/** Runs into the fault, then once more without it; tells how the first run ended. */
async function meet(t: ExecutionContext, installer: Installer, {scenario, request, kind, ...states}: Case) {
	const {sandbox, renew, run, state} = installer;
	const {begin, words, name} = scenario;
	await renew();
	await begin(installer);
	const {fault, hurried, forGood, kills} = kind;
	const [reached, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const {match, met} = matching(request, {forGood: forGood === true});
	sandbox.faults.add({...fault({reached: reached.resolve, ended: ended.promise}), match});
	const env = hurried ? {DCOS_TIMEOUT: '4'} : undefined;
	const disturbed = await run(words, {env, ...(kills && {killWhen: reached.promise})});
	ended.resolve();
	const what = `${name}${kind.name} at ${request.request} (${request.nth})`;
	t.true(met(), `${what} was not met`);
	t.is(disturbed.exitCode === -1, kills === true, `${what}\n${disturbed.stderr}`);
	sandbox.faults.clear();
	const left = await state();
	if (disturbed.exitCode === 0) t.deepEqual(left, states.after, what);
	// a cluster that is as it was before leaves an undisturbed run to the next
	else if (!isDeepStrictEqual(left, states.before)) {
		const again = await run(words);
		t.is(again.exitCode, 0, `${what}: the second run\n${again.stderr}`);
		t.deepEqual(await state(), states.after, what);
	}
	return kills ? 'killed' : String(disturbed.exitCode);
}
