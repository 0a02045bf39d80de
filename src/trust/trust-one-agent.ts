import type {Agent} from '../agents/agent.ts';
import type {SshTarget} from '../ssh/ssh.ts';
import type {World} from '../world.ts';
import {type AgentAnswer, answerIn} from './agent-answer.ts';
import type {AgentResult, AgentState, CaState} from './agent-result.ts';
import {agentScript, startScript} from './agent-script.ts';
import {type CaCertificates, fingerprintOf} from './cluster-ca.ts';
import {explainSsh} from './explain-ssh.ts';
import {type Proof, proofIn, together} from './proof.ts';

export type TrustWork = {
	registries: readonly string[];
	ca: CaCertificates;
	caPath: string;
	change: boolean;
	/** Milliseconds for one agent. */
	deadline: number;
	target: Omit<SshTarget, 'address'>;
};

type Verdict = Pick<AgentResult, 'state' | 'why' | 'hint'>;

/** One SSH connection: look at the CA, put it in place, ask Docker. Never throws for what happens on the agent. */
export async function trustOneAgent(
	agent: Agent,
	work: TrustWork,
	{ssh, clock, randomName}: Pick<World, 'ssh' | 'clock' | 'randomName'>,
): Promise<AgentResult> {
	const started = clock.now();
	const mark = `dcos-registry-${randomName(8)}`;
	const input = agentScript({
		mark,
		clusterCertificates: work.ca.texts,
		caPath: work.caPath,
		registries: work.registries,
		imageTag: randomName(8),
		change: work.change,
	});
	const outcome = await ssh({
		target: {...work.target, address: agent.address},
		command: startScript,
		input,
		deadline: work.deadline,
	});
	const answer = answerIn(outcome.stdout, mark);
	const proofs = answer.proofs.map(proofIn);
	const verdict = answer.ended
		? judge(answer, {proofs, work})
		: broken(explainSsh(outcome, {began: answer.began, seconds: work.deadline / 1000}));
	return {
		agent,
		...verdict,
		ca: caState(answer),
		caFingerprint: answer.certificates[0] === undefined ? null : fingerprintOf(answer.certificates[0]),
		docker: dockerState(answer, proofs),
		proof: together(proofs),
		milliseconds: clock.now() - started,
	};
}

function broken({reached, why, hint}: ReturnType<typeof explainSsh>): Verdict {
	return {state: reached ? 'failed' : 'unreachable', why, hint};
}

const caProblems: Readonly<Record<string, string>> = {
	missing: 'has no file',
	unreadable: 'cannot read',
	'not-pem': 'has no PEM certificate in',
	different: 'has the CA of another cluster in',
};

function judge(answer: AgentAnswer, {proofs, work}: {proofs: readonly Proof[]; work: TrustWork}): Verdict {
	if (answer.problems.length > 0)
		return failed(answer.problems.join('; '), 'mend it there, then run the same command again');
	if (answer.ca !== 'same') {
		return failed(
			`it ${caProblems[answer.ca ?? 'missing']} ${work.caPath}`,
			'see whether DC/OS is installed and running there; another place can be named with --ca-path',
		);
	}
	if (answer.dockerMissing) return failed('it has no docker command', 'see whether Docker is installed there');
	return filesAndProof(Object.values(answer.files), together(proofs));
}

/** With the files in place, only Docker itself can say that they are not enough. */
function filesAndProof(files: readonly AgentAnswer['files'][string][], proof: Proof | null): Verdict {
	const lacking = files.includes('lacking');
	if (lacking) return {state: 'lacking', why: 'ca.crt is missing or another one', hint: null};
	if (proof?.state === 'not trusted') return refusedByDocker(proof);
	const state: AgentState = files.includes('written') ? 'changed' : 'unchanged';
	const undecided = proof?.state === 'unknown' ? `not proved: ${proof.words}` : null;
	return {state, why: undecided, hint: undecided === null ? null : 'run the same command again when the registry runs'};
}

/** Docker may have read its files before: then it does not know the authority. Nothing else is mended by a restart. */
function refusedByDocker({words}: Proof): Verdict {
	const why = `ca.crt is in place, and Docker still refuses: ${words}`;
	if (/unknown authority/.test(words)) {
		const hint = 'restart Docker there at a time when its tasks may stop: sudo systemctl restart docker';
		return {state: 'restart needed', why, hint};
	}
	return failed(
		why,
		"look at the registry's certificate, at that machine's clock and at the other files below certs.d",
	);
}

function dockerState({dockerMissing}: AgentAnswer, proofs: readonly Proof[]): AgentResult['docker'] {
	if (dockerMissing) return 'missing';
	if (proofs.length === 0) return null;
	return proofs.some(each => each.dockerAnswered) ? 'answers' : 'silent';
}

function caState({ca, files, problems}: AgentAnswer): CaState | null {
	if (ca !== 'same') return ca === 'not-pem' ? 'not PEM' : ca;
	if (problems.length > 0) return 'not written';
	const states = Object.values(files);
	return (['lacking', 'written', 'right'] as const).find(state => states.includes(state)) ?? null;
}

function failed(why: string, hint: string): Verdict {
	return {state: 'failed', why, hint};
}
