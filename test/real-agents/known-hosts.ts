import type {Machine} from './machine.ts';
import type {SshClient} from './ssh-client.ts';

type Known = Pick<Machine, 'name' | 'hostKeys'>;

/** The machines whose host keys the operator has. */
export type KnownHosts = {
	add: (machine: Known) => Promise<void>;
	forget: (machine: Known) => Promise<void>;
};

/** Begins with machines that are known. */
export async function startKnownHosts(client: SshClient, machines: readonly Known[]): Promise<KnownHosts> {
	const known = new Map(machines.map(({name, hostKeys}) => [name, hostKeys]));
	const save = () => client.know([...known.values()]);
	await save();
	return {
		async add({name, hostKeys}) {
			known.set(name, hostKeys);
			await save();
		},
		async forget({name}) {
			known.delete(name);
			await save();
		},
	};
}
