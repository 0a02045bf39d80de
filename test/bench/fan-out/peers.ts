import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from '../../../binaries/plugin.ts';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import type {Farm} from './farm.ts';

/** A way to do the same work on all agents; its words and what goes in on standard input. */
export type Peer = {name: string; words: readonly string[]; input?: string; env?: Record<string, string>};

/** Ours does more than the others: it asks the cluster which agents there are and which CA it has, judges, and reports. */
export async function ours(farm: Farm, ...more: string[]): Promise<Peer> {
	const {binary} = await build();
	const words = [
		binary,
		'registry',
		'trust-agents',
		'--yes',
		'--quiet',
		'--config-file',
		farm.agents.sshConfig,
		...more,
	];
	return {name: 'dcos registry', words};
}

/** The others get the very script that ours sends, so that the agents do the same. */
export function peers(farm: Farm): Peer[] {
	const {sshConfig} = farm.agents;
	const hosts = hostsFile(farm);
	const script = scriptFor(farm);
	return [
		{name: 'xargs', words: ['xargs', '-a', hosts, '-P', '32', '-I{}', 'ssh', '-F', sshConfig, '{}', script]},
		{name: 'clush', words: ['clush', '-f', '32', '--hostfile', hosts, '-o', `-F ${sshConfig}`, '-b', script]},
		{
			name: 'pssh',
			words: ['parallel-ssh', '-p', '32', '-t', '0', '-h', hosts, '-x', `-F ${sshConfig}`, '-I', 'sh -s'],
			input: script,
		},
	];
}

export function ansible(farm: Farm): Peer[] {
	const logins = ['-f', '32', '-i', hostsFile(farm)];
	// Ansible would take a script apart
	const encoded = Buffer.from(scriptFor(farm)).toString('base64');
	const env = {
		ANSIBLE_SSH_ARGS: `-F ${farm.agents.sshConfig}`,
		ANSIBLE_PIPELINING: 'True',
		ANSIBLE_NOCOLOR: '1',
		ANSIBLE_LOCALHOST_WARNING: 'False',
		ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
	};
	const raw = ['ansible', 'all', ...logins, '-m', 'raw', '-a', `echo ${encoded} | base64 -d | sh -s`];
	return [
		{name: 'ansible raw', words: raw, env},
		{name: 'playbook', words: ['ansible-playbook', ...logins, writePlaybook(farm)], env},
	];
}

function hostsFile({directory, agents}: Farm): string {
	const path = join(directory, 'hosts');
	writeFileSync(path, agents.agents.map(({ip}) => `${ip}\n`).join(''));
	return path;
}

function scriptFor({registryHost, sandbox}: Farm): string {
	const certificate = readFileSync(sandbox.caFile, 'utf8').replaceAll(/-----[^-]+-----|\s/g, '');
	return agentScript({
		work: 'trust',
		mark: 'bench',
		clusterCertificates: [certificate],
		caPath: '/run/dcos/pki/CA/ca-bundle.crt',
		registries: [registryHost, `${registryHost}:443`],
		imageTag: 'none',
		change: true,
		seconds: 120,
	});
}

/** As an operator would write it: the documented steps as modules. */
function writePlaybook({directory, registryHost}: Farm): string {
	const path = join(directory, 'trust.yml');
	const both = `["${registryHost}", "${registryHost}:443"]`;
	writeFileSync(
		path,
		`- hosts: all
  gather_facts: false
  tasks:
    - file: {path: "/etc/docker/certs.d/{{ item }}", state: directory, mode: "0755"}
      loop: ${both}
    - copy: {src: /run/dcos/pki/CA/ca-bundle.crt, dest: "/etc/docker/certs.d/{{ item }}/ca.crt", remote_src: true, mode: "0644"}
      loop: ${both}
    - command: docker pull {{ item }}/none:none
      loop: ${both}
      register: proof
      failed_when: "'manifest unknown' not in proof.stderr"
`,
	);
	return path;
}
