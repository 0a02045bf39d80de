import {writeCaBundle} from '../../sandbox/agents/agent-root.ts';
import {caBundleFor} from '../../sandbox/agents/ca-bundle.ts';
import type {WrongCas} from '../../sandbox/agents/wrong-cas.ts';
import type {Machine} from '../machine.ts';
import type {Fault} from './fault.ts';

const names = ['no-ca', 'empty-ca', 'not-pem-ca', 'leaf-ca', 'expired-ca', 'other-ca'] as const;

/** What the CA bundle of an agent ought to be, and what it can be instead. */
export type CaBundles = {right: string; wrong: WrongCas};

/** Faults of the CA bundle, the same as the sandbox's agents have. */
export function caFaults(machine: Machine, {right, wrong}: CaBundles): Record<(typeof names)[number], Fault> {
	const root = machine.path('/');
	const faultOf = (name: (typeof names)[number]): Fault => ({
		begin: async () => writeCaBundle(root, await caBundleFor(name, right, wrong)),
		end: () => writeCaBundle(root, right),
	});
	return Object.fromEntries(names.map(name => [name, faultOf(name)])) as Record<(typeof names)[number], Fault>;
}
