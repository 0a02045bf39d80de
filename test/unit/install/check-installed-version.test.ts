import test from 'ava';
import {problem} from '../../../src/install/check.ts';
import {checkPackage} from '../../../src/install/check-installed.ts';
import {loginEnded, refusal} from './faults.ts';
import {installed, offer, subject} from './first-findings.ts';
import {memoryCluster} from './memory-cluster.ts';

/** Another version than the installed one is asked for; the package allows a change to these. */
function changing(changesTo: readonly string[] | null | Error, packageVersion: string | null = '2.0.0') {
	const description = {packageVersion: '1.9.0', resolvedOptions: null, givenOptions: null, config: null};
	const describeService = async () => {
		if (changesTo instanceof Error) throw changesTo;
		return changesTo && {...description, changesTo};
	};
	const {cluster} = memoryCluster({over: {cosmos: {describeService}}});
	const older = {...subject, installed: installed(undefined, {packageVersion: '1.9.0'})};
	return checkPackage(cluster, {subject: older, offer, request: {update: true, packageVersion}});
}

test('a version to which the package allows no change is a problem with those that it allows', async t => {
	for (const [changesTo, allowed] of [
		[['1.9.5', '1.8.0', '1.9.5'], '1.8.0, 1.9.5'],
		[[], 'no other version'],
	] as const) {
		t.deepEqual(await changing(changesTo), {
			change: null,
			checks: [problem('package', '/r cannot be changed from 1.9.0 to 2.0.0', `Cosmos allows: ${allowed}`)],
		});
	}
});

test('a version to which the package allows a change is taken, and one of which nobody can say is tried', async t => {
	for (const changesTo of [['2.0.0'], null, refusal('RepositoryUriConnection')]) {
		t.is((await changing(changesTo)).change, 'update');
	}
	t.is((await changing([], null)).change, 'update');
	t.is(await t.throwsAsync(changing(loginEnded)), loginEnded);
});
