import type {Asked} from '../../../src/trust/agent-answer.ts';
import type {DockerSetting} from '../../../src/trust/docker-setting.ts';
import {type Proof, proofIn} from '../../../src/trust/proof.ts';

export const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';

const plainSetting: DockerSetting = {
	kind: null,
	told: true,
	unchecked: [],
	networks: ['127.0.0.0/8'],
	proxied: false,
	direct: '',
};

/** What Docker's words prove, of a daemon with nothing special. */
export function proven(words: string, asked: Partial<Asked> = {}, setting: Partial<DockerSetting> = {}): Proof {
	const plain = {registry: host, exitCode: 1, words, curl: null, addresses: ['11.0.0.1'], file: null, restarted: false};
	return proofIn({...plain, ...asked}, {...plainSetting, ...setting});
}
