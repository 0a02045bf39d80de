import {type Causes, refused, works} from '../cause.ts';
import {chooseStorage} from './chosen-storage.ts';

export const openCauses: Causes = async scene => {
	await scene.options('{}\n');
	return [refused('open DC-OS', ['install'])];
};

export const tooOldCauses: Causes = async scene => {
	await scene.options('{}\n');
	return [refused('DC-OS 1.11', ['install'])];
};

export const disabledModeCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [refused('security mode disabled', ['install'])];
};

/** What a cluster does not tell about itself. */
export const silentClusterCauses: Causes = async scene => {
	await chooseStorage(scene);
	const {faults, version} = scene.operator.sandbox;
	const path = (name: string) => (_: string, asked: string) => asked === `/dcos-metadata/${name}.json`;
	const noVariant = () => faults.add({kind: 'status', status: 200, body: {version}, match: path('dcos-version')});
	const noMode = () => faults.add({kind: 'status', status: 404, body: '', match: path('bootstrap-config')});
	const page = {kind: 'status', status: 200, body: '<html></html>', contentType: 'text/html'} as const;
	return [
		refused('neither variant nor security mode', ['install'], {
			before() {
				noVariant();
				noMode();
			},
		}),
		works('no variant', ['install', '--no-wait'], {before: noVariant}),
		works('no security mode', ['install', '--no-wait'], {before: noMode}),
		refused('a web page in place of the version', ['install'], {
			exitCode: 1,
			before: () => faults.add({...page, match: path('dcos-version')}),
		}),
	];
};
