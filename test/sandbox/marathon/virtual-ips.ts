import type {Endpoint, Names} from '../names.ts';
import {vipHost} from '../names.ts';
import {type App, isUp} from './app.ts';
import type {Behaviour} from './behaviour.ts';

/** Points the names of an app's virtual IPs at its first task that is up; none is up: the names are gone. */
export async function publishVirtualIps(app: App, names: Names, {nameless}: Behaviour): Promise<void> {
	const up = app.instances.map(({task}) => task).filter(task => isUp(app, task));
	const port = nameless ? undefined : up[0]?.port;
	const endpoint: Endpoint | undefined = port === undefined ? undefined : {address: '127.0.0.1', port};
	for (const host of virtualIpHosts(app)) await names.set(host, endpoint);
}

/** A label such as VIP_0 = "/dcos-registry:443" asks for a virtual IP; the layer-4 load balancer names it. */
function virtualIpHosts({definition}: App): string[] {
	const labels = definition.portDefinitions.flatMap(port => Object.entries(port.labels ?? {}));
	return labels.filter(([name]) => /^VIP_\d+$/.test(name)).map(([, value]) => vipHost(value.replace(/:\d+$/, '')));
}
