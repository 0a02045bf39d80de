import {isDeepStrictEqual} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import pMap from 'p-map';
import {documented} from '../support/golden.ts';
import {type FaultKind, faultKinds} from './faults/fault-kinds.ts';
import {faultTable} from './faults/fault-table.ts';
import {type Installer, withInstaller} from './faults/installer.ts';
import {matching, type NthRequest, numbered} from './faults/requests.ts';

/** So many clusters side by side: more than the machine has processors, since much of the time is waiting. */
const clusters = 4;

test('whatever goes wrong with any request of an installation, a second run ends where an undisturbed one does', async t => {
	t.timeout(300_000);
	const installers = await Promise.all(Array.from({length: clusters}, () => withInstaller(t)));
	const [first] = installers;
	if (first === undefined) return t.fail();
	const {requests, repeated, before, after} = await undisturbed(t, first);
	const cases = requests.flatMap(request => faultKinds.map(kind => ({request, kind})));
	const free = [...installers];
	const cells = await pMap(
		cases,
		async ({request, kind}) => {
			const installer = free.pop();
			if (installer === undefined) throw new Error('more cases at once than clusters');
			try {
				return await meet(t, installer, {request, kind, before, after});
			} finally {
				free.push(installer);
			}
		},
		{concurrency: clusters},
	);
	await documented(t, 'install-faults', faultTable({requests, repeated, cells}));
});

/** What an installation asks for when nothing goes wrong, and the cluster before and after it. */
async function undisturbed(t: ExecutionContext, {sandbox, renew, run, state}: Installer) {
	await renew();
	const before = await state();
	sandbox.forgetRequests();
	const {exitCode, stderr} = await run(['install']);
	t.is(exitCode, 0, stderr);
	const requests = numbered(sandbox.requests('outside'));
	t.true(requests.length > 25);
	sandbox.forgetRequests();
	t.regex((await run(['install'])).stdout, /^Nothing to do/);
	return {requests, repeated: sandbox.requests('outside').length, before, after: await state()};
}

type Case = {request: NthRequest; kind: FaultKind; before: object; after: object};

/** Runs into the fault, then once more without it; tells how the first run ended. */
async function meet(t: ExecutionContext, installer: Installer, {request, kind, before, after}: Case): Promise<string> {
	const {sandbox, renew, run, state} = installer;
	await renew();
	const {fault, hurried, forGood, kills} = kind;
	const [reached, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const {match, met} = matching(request, {forGood: forGood === true});
	sandbox.faults.add({...fault({reached: reached.resolve, ended: ended.promise}), match});
	const env = hurried ? {DCOS_TIMEOUT: '1'} : undefined;
	const disturbed = await run(['install'], {env, ...(kills && {killWhen: reached.promise})});
	ended.resolve();
	const what = `${kind.name} at ${request.request} (${request.nth})`;
	t.true(met(), `${what} was not met`);
	t.is(disturbed.exitCode === -1, kills === true, `${what}\n${disturbed.stderr}`);
	sandbox.faults.clear();
	const left = await state();
	if (disturbed.exitCode === 0) t.deepEqual(left, after, what);
	// a cluster that is as it was before leaves an undisturbed installation to the next run
	else if (!isDeepStrictEqual(left, before)) {
		const again = await run(['install']);
		t.is(again.exitCode, 0, `${what}: the second run\n${again.stderr}`);
		t.deepEqual(await state(), after, what);
	}
	return kills ? 'killed' : String(disturbed.exitCode);
}
