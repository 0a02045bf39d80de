import test from 'ava';
import type {SandboxOptions} from '../sandbox/sandbox.ts';
import type {Causes} from './causes/cause.ts';
import {accountCauses} from './causes/install/accounts.ts';
import {capacityCauses} from './causes/install/capacity.ts';
import {installedCauses, suspendedCauses} from './causes/install/installed.ts';
import {loginCauses} from './causes/install/login.ts';
import {lookCauses} from './causes/install/looks.ts';
import {nameCauses} from './causes/install/names.ts';
import {oldNameCauses, oldReleaseCauses} from './causes/install/old-release.ts';
import {optionsCauses} from './causes/install/options.ts';
import {packageSourceCauses} from './causes/install/package-source.ts';
import {badGatewayCauses, forbiddenCauses, unauthorizedCauses} from './causes/install/pages.ts';
import {permissionCauses} from './causes/install/permissions.ts';
import {disabledModeCauses, openCauses, silentClusterCauses, tooOldCauses} from './causes/install/releases.ts';
import {schemaCauses} from './causes/install/schemas.ts';
import {secretCauses} from './causes/install/secrets.ts';
import {storageCauses} from './causes/install/storage.ts';
import {wordCauses} from './causes/install/words.ts';
import {createScene} from './causes/scene.ts';
import {walk} from './causes/walk.ts';

type Group = {cluster?: Omit<SandboxOptions, 'directory'>; causes: readonly Causes[]};

/** Each group has a sandbox, where its causes come one after the other. */
const groups: readonly Group[] = [
	{causes: [wordCauses, loginCauses, silentClusterCauses, optionsCauses, schemaCauses]},
	{causes: [secretCauses, storageCauses, capacityCauses, accountCauses]},
	{causes: [packageSourceCauses, lookCauses, nameCauses]},
	{causes: [unauthorizedCauses, permissionCauses]},
	{causes: [forbiddenCauses]},
	{causes: [badGatewayCauses(0)]},
	{causes: [badGatewayCauses(1)]},
	{causes: [installedCauses, suspendedCauses]},
	{cluster: {version: '1.12.3'}, causes: [oldReleaseCauses, oldNameCauses]},
	{cluster: {version: '1.11.12'}, causes: [tooOldCauses]},
	{cluster: {variant: 'open'}, causes: [openCauses]},
	{cluster: {mode: 'disabled'}, causes: [disabledModeCauses]},
];

test('whatever an installation refuses, neither cluster, bucket nor directory is changed', async t => {
	t.timeout(600_000);
	const walks = await Promise.allSettled(
		groups.map(async ({cluster, causes}) => {
			const scene = await createScene(t, {machines: false, ...cluster});
			for (const each of causes) await walk(scene, await each(scene));
		}),
	);
	// a sandbox that is stopped while another group is still on its way would show up in the golden files
	for (const each of walks) if (each.status === 'rejected') throw each.reason;
});
