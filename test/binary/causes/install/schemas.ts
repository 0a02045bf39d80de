import {registryOptions} from '../../../sandbox/registry-setup.ts';
import {callCosmos} from '../../../sandbox/sandbox-client.ts';
import {type Causes, refused, works} from '../cause.ts';
import {clientOf} from '../remember-cluster.ts';
import {chooseOtherwise, chooseStorage} from './chosen-storage.ts';

const type = 'application/vnd.dcos.package.describe-response+json;charset=utf-8;version=v3';

/** Packages with another schema than the sandbox's own. */
export const schemaCauses: Causes = async scene => {
	await chooseStorage(scene);
	const {faults} = scene.operator.sandbox;
	const client = await clientOf(scene.operator.sandbox);
	const {json} = await callCosmos(client, '/package/describe', {packageName: 'package-registry'}, 'v3');
	const {config, ...definition} = json.package;
	const describes = (other: object) => {
		const body = {package: {...definition, config: other}};
		const match = (_: string, asked: string) => asked === '/package/describe';
		faults.add({kind: 'status', status: 200, contentType: type, body, match});
	};
	const strict = () => {
		const {registry} = config.properties;
		const s3 = {...registry.properties.s3, additionalProperties: false};
		const properties = {...registry.properties, s3};
		describes({...config, properties: {...config.properties, registry: {...registry, properties}}});
	};
	const unreadable = () => describes({...config, type: 'a dialect of the future'});
	const {s3} = registryOptions(scene.operator.sandbox).registry;
	return [
		refused('a key that the package does not allow', ['install'], {
			before: async () => {
				strict();
				await chooseOtherwise(scene, {registry: {s3: {...s3, buckt: 'packages'}}});
			},
		}),
		works('a schema that only Cosmos can read', ['install', '--no-wait'], {before: unreadable}),
		refused('options that only Cosmos can judge', ['install'], {
			before: async () => {
				unreadable();
				await chooseOtherwise(scene, {service: {instances: 0, mem: 1}});
			},
		}),
	];
};
