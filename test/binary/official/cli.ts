import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {thisProject} from '../../../binaries/plugin.ts';
import {realCli} from './real-cli.ts';
import {standInCli} from './stand-in-cli.ts';

export type Ended = {exitCode: number; stdout: string; stderr: string};

export type StartOptions = {
	/** Over the CLI's own environment. */
	env?: Readonly<Record<string, string>>;
	/** Words before the command, e.g. -v. */
	before?: readonly string[];
};

/** The `dcos` of somebody with one attached cluster, at home in `home`. */
export type Cli = {
	home: string;
	/** The cluster's directory of plugins. */
	subcommands: string;
	/** `dcos WORDS`, for the words of `dcos plugin`, `help registry` and `registry`. */
	dcos: (words: readonly string[], options?: StartOptions) => Promise<Ended>;
	/** How a shell starts `dcos registry`: the words, and the environment. */
	registry: {line: readonly string[]; env: Readonly<Record<string, string>>};
};

/** Where a cluster is attached; the address leads nowhere, since no test here reaches out. */
export type Home = {home: string; dcosDir: string; subcommands: string};

const id = '79893270-f9b3-4eb0-ac9b-0a7f2e7c5b6e';
const config = `[cluster]
name = "c"
[core]
dcos_url = "https://127.0.0.1:9"
dcos_acs_token = "a token"
ssl_verify = "true"
[registry]
two-words = "of a setting"
`;

/**
 * The real CLI where DCOS_CLI says where it is, else what stands for it: it does with plugins what the real one does
 * (../shared/reference/contract.md A1 to A5), and nothing else. Both are held to the same tests.
 */
export async function withCli(t: ExecutionContext): Promise<Cli> {
	// on the disk of the project, so that the executable need not be copied
	await mkdir(join(thisProject, '.tmp'), {recursive: true});
	const home = await mkdtemp(join(thisProject, '.tmp', 'cli-'));
	t.teardown(() => rm(home, {recursive: true}));
	const dcosDir = join(home, '.dcos');
	const cluster = join(dcosDir, 'clusters', id);
	await mkdir(join(cluster, 'subcommands'), {recursive: true});
	await mkdir(join(home, 'tmp'));
	await writeFile(join(cluster, 'attached'), '');
	await writeFile(join(cluster, 'dcos.toml'), config, {mode: 0o600});
	const place = {home, dcosDir, subcommands: join(cluster, 'subcommands')};
	const real = process.env.DCOS_CLI;
	return real === undefined ? standInCli(place) : realCli(real, place);
}

export function ownEnvironment({home, dcosDir}: Home): Record<string, string> {
	return {PATH: process.env.PATH ?? '', HOME: home, DCOS_DIR: dcosDir, TMPDIR: join(home, 'tmp'), LANG: 'C.UTF-8'};
}
