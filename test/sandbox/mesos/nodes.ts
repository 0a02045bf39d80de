import {jsonAnswer, type Service} from '../exchange.ts';
import type {ClusterAgent} from './cluster-agent.ts';

/** Mesos-DNS over HTTP: both names lead to the one master that there is. */
export function createMesosDns(masterAddress: string): Service {
	return ({method, path}) => {
		const [, host = ''] = /^\/mesos_dns\/v1\/hosts\/([^/]+?)\.?$/.exec(path) ?? [];
		if (method !== 'GET' || host === '') return undefined;
		const known = ['leader.mesos', 'master.mesos'].includes(host);
		return jsonAnswer(200, known ? [{host: `${host}.`, ip: masterAddress}] : [{host: '', ip: ''}]);
	};
}

/** The networking API's list of machines; only public agents have a public address. */
export function createNodes(agents: ClusterAgent[]): Service {
	return ({method, path}) => {
		if (method !== 'GET' || path !== '/net/v1/nodes') return undefined;
		const nodes = agents.map(({ip, hostname, public: isPublic}) => ({
			private_ip: ip,
			public_ips: isPublic ? [ip] : [],
			hostname,
			updated: '2020-01-01T00:00:00.000Z',
		}));
		return jsonAnswer(200, nodes);
	};
}
