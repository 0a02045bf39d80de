import {nestedRegistryOptions} from '../../../sandbox/registry-setup.ts';
import {type Causes, refused, works} from '../cause.ts';
import {chooseNestedStorage, printed} from './chosen-storage.ts';
import {dockerRegistry, startApps} from './names.ts';

const volume = {'container-path': 'packages', 'pinned-hostname': 'agent-1.sandbox'};

/** What is otherwise on DC/OS 1.12, for those who bring the options of a newer one. */
export const oldReleaseCauses: Causes = async scene => {
	const {options, operator} = scene;
	await chooseNestedStorage(scene);
	const add = () =>
		operator.sandbox.putRepository({
			name: 'Bootstrap Registry',
			uri: 'https://registry.component.thisdcos.directory/repo',
		});
	const {service, ...nested} = nestedRegistryOptions(operator.sandbox).registry;
	return [
		refused('the package missing on DC-OS 1.12', ['install'], {exitCode: 2}),
		refused('a volume on DC-OS 1.12', ['install'], {
			before() {
				add();
				return options(printed({registry: {'mount-volume': volume}}));
			},
		}),
		works('the options of DC-OS 2.2 on 1.12', ['install', '--no-wait'], {
			before() {
				add();
				return options(printed({service, registry: {s3: nested.s3}}));
			},
		}),
	];
};

/** The Docker package of the Universe has the registry's default name of 1.12. */
export const oldNameCauses: Causes = async scene => {
	await chooseNestedStorage(scene);
	await startApps(scene, [dockerRegistry]);
	return [refused('the Docker registry on DC-OS 1.12', ['install', '--yes'])];
};
