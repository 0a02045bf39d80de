import {rm} from 'node:fs/promises';
import path from 'node:path';
import {registryOptions} from '../../../sandbox/registry-setup.ts';
import {type Cause, type Causes, looks, refused, works} from '../cause.ts';
import {clientOf, removeRepositories} from '../remember-cluster.ts';
import type {Scene} from '../scene.ts';
import {chooseOtherwise, chooseStorage} from './chosen-storage.ts';

const id = '/dcos-registry';

/** What an installation finds where the registry runs already. */
export const installedCauses: Causes = async scene => {
	const {operator, t} = scene;
	await chooseStorage(scene);
	const {exitCode, stderr} = await operator.run(['install']);
	t.is(exitCode, 0, stderr);
	return [
		looks('all well', ['install', '--check'], {exitCode: 0}),
		looks('all well as JSON', ['install', '--check', '--json'], {exitCode: 0}),
		...otherwise(scene),
		...elsewhere(scene),
		...around(scene),
	];
};

function otherwise(scene: Scene): Cause[] {
	const {s3} = registryOptions(scene.operator.sandbox).registry;
	const moved = {before: () => chooseOtherwise(scene, {registry: {s3: {...s3, bucket: 'images'}}})};
	const larger = {before: () => chooseOtherwise(scene, {service: {mem: 4096, cpus: 2}})};
	return [
		refused('other options than it was installed with', ['install'], larger),
		refused('another number of instances than it was installed with', ['install', '--instances', '3']),
		refused('another version than is installed', ['install', '--package-version', '0.4.1']),
		refused('a version that nobody has of what is installed', ['install', '--package-version', '0.4.9']),
		refused('another secret than it was installed with', [
			'install',
			'--service-account-secret',
			'dcos-registry/other',
		]),
		refused('a change that nobody agreed to', ['install', '--update'], {exitCode: 2, ...larger}),
		refused('another storage than it was installed with', ['install'], moved),
		refused('another storage in spite of leave to change', ['install', '--update', '--yes'], moved),
		looks('a change', ['install', '--update', '--check'], larger),
	];
}

/** A second registry beside the first. */
function elsewhere(scene: Scene): Cause[] {
	const {sandbox} = scene.operator;
	const second = ['install', '--service-name', 'second'];
	const inFolder = {...registryOptions(sandbox).registry.s3, path: 'registry/second'};
	return [
		refused('the place of another registry', second),
		refused('a place within that of another registry', second, {
			before: () => chooseOtherwise(scene, {registry: {s3: inFolder}}),
		}),
	];
}

function around(scene: Scene): Cause[] {
	const {sandbox, directory} = scene.operator;
	const {names, faults} = sandbox;
	const fails = (asked: string, kind: 'html-403' | 'html-401') => () =>
		faults.add({kind, match: (_, found) => found === asked});
	return [
		refused('a 403 page for the description of the service', ['install'], {
			exitCode: 4,
			before: fails('/cosmos/service/describe', 'html-403'),
		}),
		refused('a 401 page for the description of the service', ['install'], {
			exitCode: 4,
			before: fails('/cosmos/service/describe', 'html-401'),
		}),
		refused('a 403 page for the app', ['install'], {
			exitCode: 4,
			before: fails(`/service/marathon/v2/apps${id}`, 'html-403'),
		}),
		works('no options file any more', ['install'], {before: () => rm(path.join(directory, 'registry-options.json'))}),
		works('options that the cluster did not keep', ['install'], forgetting(scene)),
		works('a registry whose package is gone', ['install', '--no-repo'], {before: () => removeRepositories(sandbox)}),
		refused('its own repository that does not answer', ['install', '--timeout', '2s'], {
			exitCode: 7,
			before: () => names.set('dcos-registry.marathon.l4lb.thisdcos.directory', undefined),
		}),
	];
}

/** Cosmos keeps them in a label, which others can take away. */
function forgetting({operator: {sandbox}}: Scene) {
	const labels = sandbox.apps.get(id)?.definition.labels ?? {};
	const {DCOS_PACKAGE_OPTIONS: options = ''} = labels;
	return {
		before: () => delete labels.DCOS_PACKAGE_OPTIONS,
		check: () => Object.assign(labels, {DCOS_PACKAGE_OPTIONS: options}),
	};
}

/** The registry has been stopped without being removed; nothing takes that back. */
export const suspendedCauses: Causes = async ({operator: {sandbox}, t}) => {
	const client = await clientOf(sandbox);
	const definition = sandbox.apps.get(id)?.definition;
	const {status, text} = await client('PUT', `/service/marathon/v2/apps${id}?force=true`, {
		...definition,
		instances: 0,
	});
	t.is(status, 200, text);
	return [refused('a registry that is suspended', ['install'])];
};
