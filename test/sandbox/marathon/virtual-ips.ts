import type {Endpoint, Names} from '../names.ts';
import {vipHost} from '../names.ts';
import {type App, isUp} from './app.ts';

/** Points the names of an app's virtual IPs at its first task that is up; none is up: the names are gone. */
export async function publishVirtualIps(app: App, names: Names): Promise<void> {
	const task = app.instances.map(instance => instance.task).find(each => isUp(app, each));
	const endpoint: Endpoint | undefined = task?.port === undefined ? undefined : {address: '127.0.0.1', port: task.port};
	for (const host of virtualIpHosts(app)) await names.set(host, endpoint);
}

/** A label such as VIP_0 = "/dcos-registry:443" asks for a virtual IP; the layer-4 load balancer names it. */
function virtualIpHosts({definition}: App): string[] {
	const labels = definition.portDefinitions.flatMap(port => Object.entries(port.labels ?? {}));
	return labels.filter(([name]) => /^VIP_\d+$/.test(name)).map(([, value]) => vipHost(value.replace(/:\d+$/, '')));
}
