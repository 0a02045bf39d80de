import {existsSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import type {CommandResult} from '../agent-spec.ts';
import {curlExitCode} from './curl.ts';
import {DaemonError, describeError, NoDaemonError} from './daemon-error.ts';
import {infoFacts, listFacts, versionFacts} from './daemon-facts.ts';
import type {DockerSetting} from './docker-setting.ts';
import {parseReference} from './image-reference.ts';
import {insecureRegistries} from './insecure-registries.ts';
import {pullImage} from './pull.ts';
import {fillTemplate} from './template.ts';

// Docker's own limit for the first answer of a registry.
const patience = 15_000;
const deadProxy = '127.0.0.1:3128';

/** What was typed after `docker` on an agent; `gone` is aborted when nobody waits for the answer any more. */
export type Typed = {setting: DockerSetting; verb: string; words: readonly string[]; gone: AbortSignal};

const verbs: Readonly<Record<string, (typed: Typed) => Promise<string> | string>> = {
	pull,
	version: ({words}) => print(versionFacts, words),
	info: async ({setting, words}) => print(infoFacts(await circumstances(setting)), words),
	ps: ({words}) => (words.some(word => /^(-\w*q|--quiet|--format)/.test(word)) ? '' : listOfContainers),
};

const listOfContainers = 'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n';

/** Does what an agent's `docker` does. Its curl is here too, as the verb of that name: it has to resolve the same names. */
export async function runDocker(given: Typed): Promise<CommandResult> {
	const typed = withoutGlobals(given);
	const {setting, verb, words} = typed;
	if (verb === 'curl') return {code: await curlExitCode(words, {...setting, patience}), stdout: '', stderr: ''};
	try {
		const run = verbs[verb];
		if (!run) throw new Error(`docker: '${verb}' is not a docker command.\nSee 'docker --help'`);
		if (existsSync(setting.stopped)) throw new NoDaemonError();
		return {code: 0, stdout: await run(typed), stderr: ''};
	} catch (error) {
		const lacksDaemon = error instanceof NoDaemonError;
		return {
			code: 1,
			// The two that describe things print what they have: without a daemon, an empty line.
			stdout: lacksDaemon && ['version', 'info'].includes(verb) ? '\n' : '',
			stderr: `${lacksDaemon ? withoutDaemon(error, typed) : describeError(error)}\n`,
		};
	}
}

/** `-H` before the verb names a daemon, and here there is one only. */
function withoutGlobals(typed: Typed): Typed {
	if (typed.verb !== '-H') return typed;
	const [, verb = '', ...words] = typed.words;
	return {...typed, verb, words};
}

async function circumstances(setting: DockerSetting) {
	const proxy = ['proxy', 'opened'].includes(setting.trouble ?? '') ? `http://${deadProxy}` : null;
	const networks = setting.trouble === 'insecure-network' ? ['0.0.0.0/0'] : [];
	return {insecure: await insecureRegistries(setting), networks, proxy};
}

async function pull({setting, words, gone}: Typed): Promise<string> {
	const reference = parseReference(words.at(-1) ?? '');
	if (setting.trouble === 'hangs') await delay(600_000, undefined, {signal: gone});
	const asked = `Get "https://${reference.registry}/v2/"`;
	if (setting.trouble === 'proxy') {
		throw new DaemonError(`${asked}: proxyconnect tcp: dial tcp ${deadProxy}: connect: connection refused`);
	}
	if (setting.trouble === 'opened') throw new DaemonError(`${asked}: x509: certificate signed by unknown authority`);
	const {insecure, networks} = await circumstances(setting);
	const isSecure = networks.length === 0 && !insecure.includes(reference.registry);
	return pullImage(reference, {...setting, patience, isSecure});
}

function print(facts: object, words: readonly string[]): string {
	const [, given] = /^--format=(.*)$/s.exec(words.find(word => word.startsWith('--format=')) ?? '') ?? [];
	const place = words.findIndex(word => word === '--format' || word === '-f');
	const template = given ?? (place < 0 ? undefined : words[place + 1]);
	return template === undefined ? listFacts(facts) : `${fillTemplate(template, facts)}\n`;
}

/** A template of `docker info` has nothing to be filled with, and Docker 20.10 says that and no more. */
function withoutDaemon(error: NoDaemonError, {verb, words}: Typed): string {
	const [field] = /\.RegistryConfig[.\w]*/.exec(words.join(' ')) ?? [];
	if (verb !== 'info' || field === undefined) return describeError(error);
	return `template: :1:23: executing "" at <${field}>: reflect: indirection through nil pointer to embedded struct field Info`;
}
