import type {Fault} from '../../../sandbox/faults.ts';
import {prepareRegistry} from '../../../sandbox/registry-setup.ts';
import {type Cause, type Causes, refused, works} from '../cause.ts';
import {clientOf} from '../remember-cluster.ts';
import type {Scene} from '../scene.ts';
import {chooseStorage} from './chosen-storage.ts';

/** Each kind of request with which an installation begins, by what it asks for. */
const requests: Readonly<Record<string, string>> = {
	'the version of the cluster': 'GET /dcos-metadata/dcos-version.json',
	'the security mode': 'GET /dcos-metadata/bootstrap-config.json',
	'the package repositories': 'POST /package/repository/list',
	'the package': 'POST /package/describe',
	'the installed packages': 'POST /package/list',
	'the app to be': 'POST /package/render',
	'the state of the secret store': 'GET /secrets/v1/seal-status/default',
	'the keys of the store': 'GET /secrets/v1/secret/default/dcos-registry/s3-credentials',
	'the secret of the account': 'GET /secrets/v1/secret/default/dcos-registry/service-account',
	'the account': 'GET /acs/api/v1/users/dcos-registry-account',
	'the permissions of the account': 'GET /acs/api/v1/users/dcos-registry-account/permissions',
	'the apps': 'GET /service/marathon/v2/apps',
	'the agents': 'GET /mesos/master/slaves',
};

const badGateway = {
	kind: 'status',
	status: 502,
	contentType: 'text/html; charset=UTF-8',
	body: '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1><p>openresty</p></body>\n</html>\n',
} as const;

/** Admin Router's page for a login that has ended, whoever would have answered. */
export const unauthorizedCauses: Causes = async scene => {
	await prepare(scene);
	// the next request tells it
	const harmless = ['the state of the secret store'];
	return all(scene, {named: 'a 401 page for', fault: {kind: 'html-401'}, exitCode: 4, harmless});
};

/** Admin Router's page for a permission that is missing. */
export const forbiddenCauses: Causes = async scene => {
	await prepare(scene);
	const harmless = ['the security mode', 'the state of the secret store', 'the agents'];
	return all(scene, {named: 'a 403 page for', fault: {kind: 'html-403'}, exitCode: 4, harmless});
};

/** Admin Router's page for a service that is down; it is asked three times, so the half of them is a group. */
export const badGatewayCauses =
	(half: 0 | 1): Causes =>
	async scene => {
		await prepare(scene);
		const causes = all(scene, {
			named: 'a 502 page for',
			fault: badGateway,
			exitCode: 1,
			harmless: ['the installed packages'],
		});
		return causes.filter((_, index) => index % 2 === half);
	};

async function prepare(scene: Scene): Promise<void> {
	const {sandbox} = scene.operator;
	await chooseStorage(scene);
	await prepareRegistry(await clientOf(sandbox), sandbox);
}

type Page = {
	named: string;
	fault: Omit<Fault, 'match'>;
	exitCode: number;
	/** What can do without the answer. */
	harmless: readonly string[];
};

function all({operator}: Scene, {named, fault, exitCode, harmless}: Page): Cause[] {
	const {faults} = operator.sandbox;
	return Object.entries(requests).map(([what, request]) => {
		const of = `${named} ${what}`;
		const match = (method: string, path: string) => `${method} ${path}` === request;
		const before = () => faults.add({...fault, match});
		return harmless.includes(what)
			? works(of, ['install', '--no-wait'], {before})
			: refused(of, ['install', '--no-wait'], {exitCode, before});
	});
}
