import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {writeExecutables} from '../../support/executables.ts';

/** A directory of its own with these files; one whose path has `bin/` in it is a program. Gives its absolute path. */
export async function directoryWith(t: ExecutionContext, files: Readonly<Record<string, string>>): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), 'plugins-'));
	t.teardown(() => rm(root, {recursive: true}));
	for (const [name, text] of Object.entries(files)) {
		const directory = join(root, dirname(name));
		await mkdir(directory, {recursive: true});
		if (name.includes('bin/')) await writeExecutables(directory, {[name.slice(dirname(name).length + 1)]: text});
		else await writeFile(join(root, name), text);
	}
	return root;
}

/** A plugin.toml with these commands: their names, and where each has its executable. */
export function pluginToml(commands: Readonly<Record<string, string>>, description = 'of the vendor'): string {
	const tables = Object.entries(commands).map(
		([name, path]) => `[[commands]]\nname = "${name}"\npath = "${path}"\ndescription = "${description}"\n`,
	);
	return `schema_version = 1\nname = "p"\n\n${tables.join('\n')}`;
}
