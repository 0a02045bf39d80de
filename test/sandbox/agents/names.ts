import {renameSync, writeFileSync} from 'node:fs';

/** Where a name leads to: what stands behind port 443 of the virtual address. */
export type NameTarget = {address: string; port: number};

/** The names that the agents can resolve. */
export type Names = {
	/** Undefined takes the name away. */
	set: (host: string, target: NameTarget | undefined) => void;
};

/** Keeps the names in a JSON file, which is replaced in one step: an agent may read it at any time. */
export function startNames(path: string): Names {
	const names = new Map<string, NameTarget>();
	const save = () => {
		writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(names)));
		renameSync(`${path}.new`, path);
	};
	save();
	return {
		set(host, target) {
			if (target) names.set(host, target);
			else names.delete(host);
			save();
		},
	};
}
