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
		'docker-stopped': {begin: `${service} stop`, end: `${service} start`},
		'docker-does-not-come-back': systemctl('never-back'),
		'docker-restart-fails': systemctl('fails'),
		'docker-restart-hangs': systemctl('hangs'),
		'no-name': namesWithout(place),
	} satisfies Record<string, ShellFault>;
}

function daemonTroubles({address, host}: FaultPlace) {
	const insecure = JSON.stringify({'insecure-registries': [host, `${host}:443`]});
	return {
		'docker-hangs': {begin: `kill -STOP ${daemon}`, end: `kill -CONT ${daemon}`},
		'docker-proxy': withRestart(`echo HTTPS_PROXY=http://${address}:3128 >${environment}`, `rm ${environment}`),
		'docker-insecure': withRestart(`echo '${insecure}' >${daemonFile}`, `rm ${daemonFile}`),
	};
}

const stubTroubles = {
	'docker-hangs': stubTrouble('hangs'),
	'docker-proxy': stubTrouble('proxy'),
	'docker-insecure': stubTrouble('insecure'),
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
