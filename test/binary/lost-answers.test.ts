import test from 'ava';
import type {Snapshot} from '../sandbox/snapshot.ts';
import {type Operator, withOperator} from './operator.ts';

const secret = '/secrets/v1/secret/default/dcos-registry/s3-credentials';

// what `install` asks for has a test of its own, install-faults.test.ts; this request is of `storage`
test('when the answer about the S3 credential is lost, the same commands again end where an undisturbed run ends', async t => {
	const operator = await withOperator(t);
	const {sandbox} = operator;
	let hits = 0;
	const match = (method: string, path: string) => {
		if (method !== 'PUT' || path.split('?')[0] !== secret) return false;
		hits += 1;
		return true;
	};
	sandbox.faults.add({kind: 'lose-answer', times: 1, match});
	const codes = await setUp(operator);
	t.true(hits > 0, 'the fault was met');
	sandbox.faults.clear();
	const again = await setUp(operator);
	t.deepEqual(again, [0, 0], `the first time ${codes.join(', ')}`);
	const undisturbed = await withOperator(t);
	t.deepEqual(await setUp(undisturbed), [0, 0]);
	t.deepEqual(comparable(await sandbox.state(), operator), comparable(await undisturbed.sandbox.state(), undisturbed));
});

async function setUp(operator: Operator): Promise<number[]> {
	const first = await operator.run(operator.storage);
	const second = await operator.run(['install']);
	return [first.exitCode, second.exitCode];
}

/** The state without what is made anew in every cluster: keys, times, ports. */
function comparable({secrets, users, apps, ...state}: Snapshot, {sandbox}: Operator): object {
	const text = JSON.stringify({
		...state,
		secrets: Object.keys(secrets).sort(),
		users: Object.entries(users).map(([uid, user]) => [uid, user.description]),
		apps: Object.entries(apps).map(([id, app]) => [id, app.options]),
	});
	return JSON.parse(text.replaceAll(sandbox.s3.endpoint, 'https://s3')) as object;
}
