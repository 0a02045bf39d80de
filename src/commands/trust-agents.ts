import {command} from '../cli/command.ts';
import type {TrustReport, TrustRequest} from '../trust/trust-request.ts';
import {trustOptions as options} from './trust-options.ts';
import {trustRequest as request} from './trust-wishes.ts';

export const trustAgents = command({
	words: ['trust-agents'],
	summary: 'Make every agent trust the package registry, and prove it',
	description: `Put the cluster's CA where the Docker daemon of each agent looks for it, over SSH, and ask each daemon to prove that it trusts the registry.
Docker reads these files at every pull, so that it is restarted only where its proof fails all the same, after a question that names the tasks that die with it.`,
	examples: [
		{says: 'make all agents trust the registry', line: 'dcos registry trust-agents --user centos'},
		{
			says: 'through another machine, which all connections share',
			line: 'dcos registry trust-agents --user centos --proxy-ip 203.0.113.7',
		},
		{
			says: 'look only, fit for cron: exit code 3 when an agent lacks the trust',
			line: 'dcos registry trust-agents --check --quiet',
		},
		{
			says: 'restart Docker everywhere too, two agents at once, with their tasks moved away first',
			line: 'dcos registry trust-agents --restart always --batch 2 --drain',
		},
		{says: 'take back what was put there', line: 'dcos registry trust-agents --remove'},
	],
	options,
	request,
	run: async (wish: TrustRequest, world) => (await import('../trust/trust-agents.ts')).trustAgents(wish, world),
	lines: inWords,
	exitCode: report => report.exitCode,
	schema: 'dcos-registry/trust-agents/v1',
});

async function inWords(report: TrustReport): Promise<string[]> {
	const {trustLines} = await import('./trust-text.ts');
	return trustLines(report);
}
