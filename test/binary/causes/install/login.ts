import {type Causes, refused, works} from '../cause.ts';
import {chooseStorage} from './chosen-storage.ts';

/** Whose login it is, and how long it lasts. */
export const loginCauses: Causes = async scene => {
	await chooseStorage(scene);
	const {sandbox} = scene.operator;
	const lasting = async (seconds: number, uid = sandbox.login.uid) => ({
		DCOS_ACS_TOKEN: await sandbox.tokenFor(uid, seconds),
	});
	return [
		refused('no cluster attached', ['install'], {exitCode: 4, env: {DCOS_URL: undefined, DCOS_ACS_TOKEN: undefined}}),
		refused('no login', ['install'], {exitCode: 4, env: {DCOS_ACS_TOKEN: ''}}),
		refused('a login that has ended', ['install'], {exitCode: 4, env: await lasting(-60)}),
		refused('a login of a user who is gone', ['install'], {exitCode: 4, env: await lasting(3600, 'former')}),
		works('a login that ends soon', ['install', '--no-wait'], {env: await lasting(330)}),
	];
};
