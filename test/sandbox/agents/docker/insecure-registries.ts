import {readFile} from 'node:fs/promises';
import type {DockerSetting} from './docker-setting.ts';

const usualRegistry = 'dcos-registry.marathon.l4lb.thisdcos.directory';

/** The registries whose certificate the daemon does not look at, as their names stand in image names. */
export async function insecureRegistries({trouble, names}: DockerSetting): Promise<string[]> {
	if (trouble !== 'insecure') return [];
	const known = Object.keys(JSON.parse(await readFile(names, 'utf8'))).filter(name => name.endsWith('.directory'));
	return [...new Set([usualRegistry, ...known])].flatMap(host => [host, `${host}:443`]);
}
