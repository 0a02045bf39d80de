import type {DockerSetting} from '../../sandbox/agents/docker/docker-setting.ts';
import {stubSetting} from '../stub-setting.ts';
import type {FaultPlace, ShellFault} from './fault.ts';
import {missing} from './login-faults.ts';

const service = '/usr/lib/agent/docker-service';
const environment = '/etc/agent/docker-environment';
const daemonFile = '/etc/docker/daemon.json';
const daemon = '$(cat /run/docker.pid)';

/** Faults of Docker, and of how it comes to the registry. An agent without Docker cannot have them. */
export function dockerFaults(place: FaultPlace) {
	return {
		...(place.docker === 'real' ? daemonTroubles(place) : stubTroubles),
		'no-docker': missing('/usr/bin/docker'),
		// the proxy itself is a program of the bed
		'docker-opened': place.docker === 'real' ? throughProxy(place) : stubTrouble('opened'),
		'docker-stopped': {begin: `${service} stop`, end: `${service} start`},
		'docker-does-not-come-back': systemctl('never-back'),
		'docker-restart-fails': systemctl('fails'),
		'docker-restart-hangs': systemctl('hangs'),
		'no-name': namesWithout(place),
	} satisfies Record<string, ShellFault>;
}

function daemonTroubles(place: FaultPlace) {
	const {host} = place;
	const insecure = JSON.stringify({'insecure-registries': [host, `${host}:443`]});
	return {
		'docker-hangs': {begin: `kill -STOP ${daemon}`, end: `kill -CONT ${daemon}`},
		'docker-proxy': throughProxy(place),
		'docker-insecure-network': withRestart(
			`echo '{"insecure-registries": ["192.0.2.0/24"]}' >${daemonFile}`,
			`rm ${daemonFile}`,
		),
		'docker-insecure': withRestart(`echo '${insecure}' >${daemonFile}`, `rm ${daemonFile}`),
	};
}

const stubTroubles = {
	'docker-hangs': stubTrouble('hangs'),
	'docker-proxy': stubTrouble('proxy'),
	'docker-insecure': stubTrouble('insecure'),
	'docker-insecure-network': stubTrouble('insecure-network'),
};

function stubTrouble(trouble: DockerSetting['trouble']): ShellFault {
	const file = '/etc/agent/docker-setting.json';
	const changed = JSON.stringify({...stubSetting(false), trouble});
	return {begin: `cp ${file} ${file}.kept; echo '${changed}' >${file}`, end: `mv ${file}.kept ${file}`};
}

/** Not by systemctl, whose calls are counted. */
function withRestart(begin: string, end: string): ShellFault {
	const restart = `${service} stop; ${service} start`;
	return {begin: `${begin}; ${restart}`, end: `${end}; ${restart}`};
}

function throughProxy({address}: FaultPlace): ShellFault {
	return withRestart(`echo HTTPS_PROXY=http://${address}:3128 >${environment}`, `rm ${environment}`);
}

function systemctl(outcome: string): ShellFault {
	return {begin: `echo ${outcome} 0 >/etc/agent/systemctl`, end: `rm /etc/agent/systemctl; ${service} start`};
}

function namesWithout({host, docker}: FaultPlace): ShellFault {
	// Go's resolver does not look at the file again before five seconds are over.
	const noticed = docker === 'real' ? 'sleep 5' : 'true';
	return {
		begin: `cd /etc; cp hosts hosts.kept; sed -i '/ ${host}$/d' hosts
			cd agent; mv names.json names.kept; echo {} >names.json; ${noticed}`,
		end: `cd /etc; mv hosts.kept hosts; cd agent; mv names.kept names.json; ${noticed}`,
	};
}
