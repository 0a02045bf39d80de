import type {AgentFault} from './agent-fault.ts';
import type {WrongCas} from './wrong-cas.ts';

/** What an agent has in place of the cluster's CA; undefined where it has no such file. */
export async function caBundleFor(
	fault: AgentFault | undefined,
	right: string,
	wrong: WrongCas,
): Promise<string | undefined> {
	if (fault === 'no-ca') return undefined;
	if (fault === 'empty-ca') return '';
	if (fault === 'not-pem-ca') return 'This is not the certificate that you are looking for.\n';
	if (fault === 'leaf-ca') return wrong.leaf();
	if (fault === 'expired-ca') return wrong.expired();
	if (fault === 'other-ca') return wrong.other();
	return right;
}
