import {startTextServer} from '../../sandbox/raw-servers.ts';
import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

type Environment = Record<string, string>;

/** What a proxy on the way does to the store behind it. */
export const proxyCauses: Causes = async scene => {
	const far = await scene.store({names: ['store.example'], ownNames: ['store.example']});
	const words = far.words({endpoint: 'https://store.example'});
	const resolve = () => ({host: '127.0.0.1', port: far.service.port});
	const proxies = await refusingProxies(scene, resolve);
	const credentials = {user: 'operator', password: 'canary-proxy-password'};
	const asking = await scene.proxy({resolve, credentials});
	return [
		...Object.entries(proxies).map(([of, env]): Cause => refused(of, words, {env})),
		refused('a proxy that wants a password', words, {env: asking}),
		refused('a proxy that does not take the password', words, {env: withPassword(asking, 'canary-wrong')}),
		works('a proxy that takes the password', words, {env: withPassword(asking, credentials.password)}),
		works('a proxy on the way', words, {env: await scene.proxy({resolve})}),
	];
};

async function refusingProxies(
	{t, proxy, throughPort}: Scene,
	resolve: () => {host: string; port: number},
): Promise<Record<string, Environment>> {
	const mail = await startTextServer('220 mail.example ESMTP\r\n');
	t.teardown(() => mail.stop());
	// one letter more than a name may have in front of a dot
	const nameless = `http://${'p'.repeat(64)}.localhost:3128`;
	return {
		'a proxy that forbids the store': await proxy({resolve, refuse: 403}),
		'a proxy that is overloaded': await proxy({resolve, refuse: 503}),
		'a proxy that does not know the store': await proxy({resolve: () => null}),
		'a proxy that is none': throughPort(mail.port),
		'a proxy where nobody listens': throughPort(1),
		'a proxy whose name does not resolve': {...throughPort(1), HTTPS_PROXY: nameless},
	};
}

function withPassword({HTTPS_PROXY: url = '', ...env}: Environment, password: string): Environment {
	return {...env, HTTPS_PROXY: url.replace('//', `//operator:${password}@`)};
}
