import {chmod, mkdir, utimes, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {AgentRoot} from './agent-root.ts';
import {fileTree} from './file-tree.ts';
import {ca, host, pem} from './scripted-agent.ts';

/** What lies below /etc/docker of an agent: directories end in a slash, files have their text and, after a bar, their mode. */
export type Tree = Readonly<Record<string, string>>;

const own = `certs.d/${host}`;
export const theirs = pem('dGhlaXJz');

/** Every state that an agent can be found in. null: there is no /etc/docker. */
export const trees: Readonly<Record<string, Tree | null>> = {
	'no /etc/docker': null,
	'an empty /etc/docker': {},
	'no certs.d': {'daemon.json': '{}|600', 'key.json': '{}'},
	'an empty certs.d': {'certs.d/': '700'},
	'another registry': {'certs.d/other.example.com:5000/ca.crt': theirs},
	'an empty directory': {[`${own}/`]: '750'},
	'both directories empty': {[`${own}/`]: '755', [`${own}:443/`]: '711'},
	'the files of a client': {[`${own}/client.cert`]: 'cert', [`${own}/client.key`]: 'key|600'},
	'a directory in the directory': {[`${own}/more/`]: '700', [`${own}/more/note`]: 'x'},
	'another ca.crt': {[`${own}/ca.crt`]: `${theirs}|640`},
	'another ca.crt under both names': {[`${own}/ca.crt`]: theirs, [`${own}:443/ca.crt`]: `${theirs}${theirs}`},
	'an empty ca.crt': {[`${own}/ca.crt`]: ''},
	'the right ca.crt with another mode': {[`${own}/ca.crt`]: `${ca}|600`},
	'the right ca.crt': {[`${own}/ca.crt`]: ca},
	'the preset one of DC/OS 1.13': {[`${own}:443/ca.crt`]: ca},
	'both right': {[`${own}/ca.crt`]: ca, [`${own}:443/ca.crt`]: ca},
};

/** Long ago, so that whatever is written anew has another time. */
const then = new Date('2020-02-02T02:02:02Z');

export async function plant(agent: AgentRoot, tree: Tree | null): Promise<void> {
	if (tree === null) return;
	const root = agent.at('/etc/docker');
	await mkdir(root);
	for (const [path, text] of Object.entries(tree)) {
		const target = `${root}/${path}`;
		await mkdir(dirname(target), {recursive: true});
		const [content = '', mode = '644'] = text.split('|');
		if (path.endsWith('/')) {
			await mkdir(target, {recursive: true});
			await chmod(target, Number.parseInt(text, 8));
			continue;
		}
		await writeFile(target, content);
		await chmod(target, Number.parseInt(mode, 8));
		await utimes(target, then, then);
	}
}

/** All that the script may touch, /etc included. */
export async function etc(agent: AgentRoot): Promise<Readonly<Record<string, string>>> {
	const tree = await fileTree(agent.at('/etc'));
	return Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith('alternatives')));
}
