import {readdirSync, readFileSync} from 'node:fs';

/** Command lines of the processes on this machine whose environment holds a text, that of a machine of the bed included. */
export function processesWith(text: string): string[] {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name) && fileOf(name, 'environ').includes(text))
		.map(name => `${name} ${fileOf(name, 'cmdline').replaceAll('\0', ' ').trim()}`);
}

/** A process that has gone has empty files. */
export function fileOf(pid: string, name: 'environ' | 'cmdline'): string {
	try {
		return readFileSync(`/proc/${pid}/${name}`, 'utf8');
	} catch {
		return '';
	}
}

/** Looks again and again for processes that show a text in their command line or environment, until it is ended. */
export function watchFor(text: string): {end: () => string[]} {
	const found = new Set<string>();
	const look = () => {
		for (const pid of readdirSync('/proc')) {
			if (!/^\d+$/.test(pid)) continue;
			for (const file of ['cmdline', 'environ'] as const) {
				const content = fileOf(pid, file);
				if (content.includes(text)) found.add(`${file}: ${content.replaceAll('\0', ' ')}`);
			}
		}
	};
	const timer = setInterval(look, 10);
	return {
		end() {
			clearInterval(timer);
			return [...found];
		},
	};
}
