import type {DockerSetting} from '../sandbox/agents/docker/docker-setting.ts';

/** What the sandbox's double of Docker is told on a machine of the bed; the paths are those of docker-service-stub.sh. */
export function stubSetting(cachesCerts: boolean): DockerSetting {
	return {
		certsD: cachesCerts ? '/run/docker/certs.d' : '/etc/docker/certs.d',
		names: '/etc/agent/names.json',
		stopped: '/run/docker/stopped',
		trouble: null,
	};
}
