import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, isAbsolute, join} from 'node:path';
import {execa} from 'execa';
import {parse, stringify} from 'smol-toml';
import {readZip} from '../../../binaries/plugin-zip.ts';
import {copyExecutable} from '../../support/executables.ts';
import {type Cli, type Ended, type Home, ownEnvironment, type StartOptions} from './cli.ts';

type Command = {name: string; path: string; description: string};
type Plugin = {name: string; commands: Command[]};

/** Installs, lists, removes and starts plugins as the CLI does (dcos-cli pkg/plugin/manager.go, pkg/cmd/dcos.go). */
export function standInCli(place: Home): Cli {
	const env = {
		...ownEnvironment(place),
		DCOS_CLI_EXECUTABLE_PATH: '/usr/local/bin/dcos',
		DCOS_CLI_VERSION: '1.2.0',
		DCOS_URL: 'https://127.0.0.1:9',
		DCOS_ACS_TOKEN: 'a token',
		'DCOS_REGISTRY_TWO-WORDS': 'of a setting',
	};
	const start = async (words: readonly string[], {env: more, before = []}: StartOptions = {}) => {
		const command = (await plugins(place)).flatMap(({commands}) => commands).find(({name}) => name === 'registry');
		if (command === undefined) return failed('dcos registry is unknown');
		const verbosity = before.includes('-vv') ? {DCOS_VERBOSITY: '2'} : before.includes('-v') && {DCOS_VERBOSITY: '1'};
		const {exitCode, stdout, stderr} = await execa(command.path, words, {
			stdin: 'ignore',
			env: {...env, ...verbosity, ...more},
			extendEnv: false,
			reject: false,
			stripFinalNewline: false,
			timeout: 60_000,
		});
		// a death by signal is 1
		return {exitCode: exitCode ?? 1, stdout, stderr};
	};
	return {
		...place,
		async dcos(words, options) {
			const [first, second, ...rest] = words;
			if (first === 'registry') return start(words, options);
			if (first === 'help') return start(['registry', '--help'], options);
			if (second === 'list') return {...done, stdout: (await plugins(place)).map(({name}) => `${name}\n`).join('')};
			if (second === 'remove') return remove(rest[0] ?? '', place);
			return add(rest.find(word => !word.startsWith('-')) ?? '', {place, update: rest.includes('-u')});
		},
		get registry() {
			return {line: ['sh', '-c', firstInOrder, 'sh', place.subcommands, 'registry'], env};
		},
	};
}

/** Becomes the first plugin of a directory, as a shell lists them in the C locale; each has its command at the same place here. */
const firstInOrder = 'd=$1; shift; LC_ALL=C; for p in "$d"/*; do exec "$p/env/bin/dcos-registry" "$@"; done';

const done: Ended = {exitCode: 0, stdout: '', stderr: ''};

function failed(message: string): Ended {
	return {exitCode: 1, stdout: '', stderr: `Error: ${message}\n`};
}

async function add(file: string, {place, update}: {place: Home; update: boolean}): Promise<Ended> {
	const staging = join(place.home, 'staging');
	const name = await unpacked(file, join(staging, 'env'));
	const target = join(place.subcommands, name);
	if (update) await rm(target, {recursive: true, force: true});
	try {
		await rename(staging, target);
	} catch {
		await rm(staging, {recursive: true});
		return failed(`'${name}' is already installed`);
	}
	await load(name, place);
	return {...done, stderr: 'New commands available: registry\n'};
}

const read = new Map<string, ReturnType<typeof readZip>>();

/** A hundred megabytes take two seconds to unpack, so once. */
function zipped(file: string): ReturnType<typeof readZip> {
	const files = read.get(file) ?? readZip(file);
	read.set(file, files);
	return files;
}

/** Gives the name of the plugin: what its plugin.toml says, else that of the file. */
async function unpacked(file: string, directory: string): Promise<string> {
	const base = file.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
	if (!file.endsWith('.zip')) {
		await mkdir(join(directory, 'bin'), {recursive: true});
		await copyExecutable(file, join(directory, 'bin', base));
		return base;
	}
	const files = await zipped(file);
	for (const {name, mode, content} of files) {
		const path = join(directory, name);
		await mkdir(dirname(path), {recursive: true});
		await writeFile(`${path}.part`, content, {mode: mode & 0o777});
		await copyExecutable(`${path}.part`, path);
		await rm(`${path}.part`);
	}
	const toml = files.find(({name}) => name === 'plugin.toml');
	return toml === undefined ? base : ((parse(toml.content.toString()) as {name?: string}).name ?? base);
}

/** As the CLI does when it first loads a plugin: paths become absolute, and what is not declared is found. */
async function load(name: string, {subcommands}: Home): Promise<Plugin> {
	const env = join(subcommands, name, 'env');
	const text = await readFile(join(env, 'plugin.toml'), 'utf8').catch(() => '');
	const declared = (parse(text) as {commands?: Command[]}).commands ?? (await found(env));
	const commands = declared.map(each => ({...each, path: isAbsolute(each.path) ? each.path : join(env, each.path)}));
	const loaded = {name, commands};
	await writeFile(join(env, 'plugin.toml'), stringify(loaded), {mode: 0o600});
	return loaded;
}

async function found(env: string): Promise<Command[]> {
	const files = (await readdir(join(env, 'bin'))).filter(file => file.startsWith('dcos-'));
	const all = files.map(async file => {
		const [name, path] = [file.slice('dcos-'.length), join(env, 'bin', file)];
		const {stdout} = await execa(path, [name, '--info'], {reject: false});
		return {name, path, description: stdout.trim()};
	});
	return Promise.all(all);
}

async function plugins(place: Home): Promise<Plugin[]> {
	const names = (await readdir(place.subcommands)).sort((one, other) => (one < other ? -1 : 1));
	return Promise.all(names.map(name => load(name, place)));
}

async function remove(name: string, {subcommands}: Home): Promise<Ended> {
	const directory = join(subcommands, name);
	const isThere = (await readdir(subcommands)).includes(name);
	if (!isThere) return failed(`'${directory}' is not a plugin directory`);
	await rm(directory, {recursive: true});
	return done;
}
