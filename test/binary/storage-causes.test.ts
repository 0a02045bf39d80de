import test from 'ava';
import type {SandboxOptions} from '../sandbox/sandbox.ts';
import {addressingCauses} from './causes/addressing.ts';
import type {Causes} from './causes/cause.ts';
import {certificateCauses} from './causes/certificate.ts';
import {connectionCauses} from './causes/connection.ts';
import {credentialCauses} from './causes/credential.ts';
import {endpointCauses} from './causes/endpoint.ts';
import {installedCauses} from './causes/installed.ts';
import {keyCauses} from './causes/keys.ts';
import {notInstalledCauses, olderCauses} from './causes/not-installed.ts';
import {optionsCauses} from './causes/options.ts';
import {proxyCauses} from './causes/proxies.ts';
import {createScene} from './causes/scene.ts';
import {secretCauses} from './causes/secret.ts';
import {permissionCauses} from './causes/secret-permissions.ts';
import {storeAnswerCauses} from './causes/store-answers.ts';
import {verificationCauses} from './causes/verification.ts';
import {walk} from './causes/walk.ts';

type Group = {cluster?: Omit<SandboxOptions, 'directory'>; causes: readonly Causes[]};

/** Each group has a sandbox, where its causes come one after the other. */
const groups: readonly Group[] = [
	{causes: [connectionCauses, certificateCauses, endpointCauses, storeAnswerCauses, credentialCauses]},
	{causes: [addressingCauses, proxyCauses, keyCauses]},
	{causes: [optionsCauses, secretCauses, permissionCauses, notInstalledCauses]},
	{causes: [verificationCauses]},
	{causes: [installedCauses]},
	{cluster: {version: '1.12.3'}, causes: [olderCauses]},
];

test('whatever is refused, neither cluster, bucket nor directory is changed', async t => {
	t.timeout(600_000);
	const walks = await Promise.allSettled(
		groups.map(async ({cluster, causes}) => {
			const scene = await createScene(t, cluster);
			for (const each of causes) await walk(scene, await each(scene));
		}),
	);
	// a sandbox that is stopped while another group is still on its way would show up in the golden files
	for (const each of walks) if (each.status === 'rejected') throw each.reason;
});
