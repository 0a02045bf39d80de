import {setTimeout} from 'node:timers/promises';
import {info, version} from './about.ts';
import {environmentSecrets} from './dcos/environment-secrets.ts';
import {mayBeSecretKey} from './errors/access-key-id.ts';
import {inOneLine, jsonText, lineForPeople} from './errors/escaped.ts';
import type {Json} from './errors/json.ts';
import type {KnownSecrets} from './errors/known-secrets.ts';
import {Secret} from './errors/secret.ts';
import type {Place} from './files/local-files.ts';
import type {Official} from './official/official-plugin.ts';
import type {Asking} from './output/ask.ts';
import {interruption, type ShownNow, tellDefects} from './output/ends-from-outside.ts';
import type {Progress} from './output/progress.ts';
import type {Clock, Files, Log, Output, OutputFlags, Reach, Runtime} from './world.ts';

/**
 * The one place that builds the real things, each when it is asked for, so that --help loads next to nothing. Without a place
 * they are where the process is.
 */
export async function realRuntime(host: NodeJS.Process, place?: Place): Promise<Runtime> {
	const {randomBytes} = await import('node:crypto');
	const {localFiles} = await import('./files/local-files.ts');
	const known = environmentSecrets(host.env);
	const redacted = (text: string) => known.redacted(text);
	const local = localFiles(place);
	const files: Files = {...local, append: (path, text) => local.append(path, redacted(text))};
	const {standardStreams} = await import('./output/standard-streams.ts');
	const env = host.env;
	const clock = systemClock;
	const streams = standardStreams(host);
	const rawStdout = (text: string) => void streams.stdout().write(text);
	const rawStderr = (text: string) => void streams.stderr().write(text);
	const shown = (lines: readonly string[]) => lines.map(line => `${lineForPeople(redacted(line))}\n`).join('');
	const stderr: Runtime['stderr'] = lines => rawStderr(shown(lines));
	const stdoutJson: Runtime['stdoutJson'] = value =>
		rawStdout(`${jsonText(known.redactedJson(JSON.parse(JSON.stringify(value)) as Json), 2)}\n`);
	const shownNow: ShownNow = {json: false, clear() {}, done: () => [], end() {}};
	const interrupted = interruption(host, {stderr, shownNow});
	const canShare = host.platform !== 'win32';
	tellDefects(host, {stderr, stdoutJson, shownNow});
	const reaching = {env, files, clock, known, interrupted, canShare, userAgent: `dcos-registry/${version}`};
	return {
		env,
		clock,
		files,
		interrupted,
		randomName: bytes => randomBytes(bytes).toString('hex'),
		newPrivateKey: async () => kept(known, (await import('./install/key-pair.ts')).newPrivateKey()),
		known,
		stdout: lines => rawStdout(shown(lines)),
		stdoutJson,
		stderr,
		official: () => realOfficial(host, files),
		output: flags => realOutput(flags, {host, shownNow, known, stderr, rawStderr, interrupted, files, clock}),
		reach: log => realReach({...reaching, log}),
	};
}

async function realOfficial(host: NodeJS.Process, files: Files): Promise<Official> {
	const {systemOfficial} = await import('./official/system-official.ts');
	const clusterDirectory = async () => (await import('./dcos/cli-config.ts')).clusterDirectory(host.env, files);
	return systemOfficial({host, clusterDirectory, ourDescription: info});
}

async function kept(known: KnownSecrets, made: Promise<Secret>): Promise<Secret> {
	const secret = await made;
	known.keep(secret);
	return secret;
}

const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	async sleep(milliseconds, signal) {
		await setTimeout(milliseconds, undefined, {signal}).catch(() => {});
	},
};

type Around = Pick<Runtime, 'known' | 'stderr' | 'interrupted' | 'files'> & {
	host: NodeJS.Process;
	/** Takes what was redacted and escaped already. */
	rawStderr: (text: string) => void;
	shownNow: ShownNow;
	clock: Clock;
};

async function realOutput(flags: OutputFlags, around: Around): Promise<Output> {
	const {host, known, stderr, rawStderr, interrupted, shownNow} = around;
	const redacted = (text: string) => known.redacted(text);
	const inShown = (text: string) => lineForPeople(redacted(text));
	const asked: Asking = {
		yes: flags.yes,
		input: host.stdin.isTTY && host.stderr.isTTY ? host.stdin : null,
		output: host.stderr,
		write: stderr,
		interrupted,
	};
	const log: Log = (level, line) => {
		// whoever asks for what was sent and received wants all of it
		if (flags.verbosity >= level) rawStderr(`${inOneLine(redacted(line))}\n`);
	};
	const confirm: Output['confirm'] = async (plan, question, own) =>
		(await import('./output/ask.ts')).asking(asked)(plan, inShown(question), own);
	const askSecret: Output['askSecret'] = async question =>
		kept(known, (await import('./output/ask-secret.ts')).askingSecret({...asked, write: rawStderr})(inShown(question)));
	const shown = await realProgress(flags, around);
	const {filteredProgress} = await import('./output/filtered-progress.ts');
	const {deeds} = await import('./output/deeds.ts');
	const {tellBoth} = await import('./output/tell-both.ts');
	const record = deeds();
	const progress = tellBoth(record.progress, filteredProgress(shown.progress, redacted));
	const end: Output['end'] = ({exitCode, error}) =>
		shown.end({exitCode, error: error === null ? null : redacted(error)});
	const done = () => record.lines();
	Object.assign(shownNow, {json: flags.json, clear: () => progress.clear(), done, end});
	return {progress, end, done, confirm, askSecret, log};
}

async function realProgress(flags: OutputFlags, around: Around): Promise<Pick<Output, 'progress' | 'end'>> {
	if (flags.events === null) return {progress: await progressForPeople(flags, around), end() {}};
	const {eventLog} = await import('./output/event-log.ts');
	const {rawStderr, files, clock} = around;
	// each text of an event was redacted before it became JSON
	if (flags.events === '-') return eventLog({append: line => rawStderr(`${line}\n`), clock});
	const append = await files.openToAppend(flags.events);
	const shown = await progressForPeople(flags, around);
	const {appendOrWarn} = await import('./output/append-or-warn.ts');
	const {tellBoth} = await import('./output/tell-both.ts');
	const log = eventLog({append: appendOrWarn(append, line => shown.warn(line)), clock});
	return {progress: tellBoth(log.progress, shown), end: ending => log.end(ending)};
}

async function progressForPeople(flags: OutputFlags, around: Around): Promise<Progress> {
	const {filteredProgress} = await import('./output/filtered-progress.ts');
	return filteredProgress(await renderer(flags, around), lineForPeople);
}

async function renderer(flags: OutputFlags, {host, rawStderr, clock}: Around): Promise<Progress> {
	const {lineProgress, quietProgress} = await import('./output/line-log.ts');
	if (flags.quiet) return quietProgress(rawStderr);
	if (flags.verbosity > 0 || !isLive(host)) return lineProgress(rawStderr);
	const {liveProgress} = await import('./output/live-line.ts');
	return liveProgress({stream: host.stderr, color: flags.color, now: () => clock.elapsed()});
}

/** A terminal on which a line can move. One without a size, as some that are made for a script, has no place for it. */
function isLive({stderr, env}: NodeJS.Process): boolean {
	return stderr.isTTY && stderr.columns > 0 && env.TERM !== 'dumb' && !('CI' in env);
}

type Reaching = {
	env: Runtime['env'];
	files: Runtime['files'];
	known: KnownSecrets;
	clock: Clock;
	interrupted: AbortSignal;
	/** Whether this platform's ssh can share a connection. */
	canShare: boolean;
	userAgent: string;
	log: Log;
};

function realReach(reaching: Reaching): Reach {
	return {
		cluster: async () => (await import('./dcos/open-cluster.ts')).openCluster(reaching),
		sshDefaults: async () => (await import('./dcos/cli-config.ts')).sshDefaults(reaching.env, reaching.files),
		async openObjectStore(bucket, keys) {
			const {openSignedStore} = await import('./s3/signed-store.ts');
			reaching.known.keep(keys.secretAccessKey);
			if (mayBeSecretKey(keys.accessKeyId)) reaching.known.keep(new Secret(keys.accessKeyId));
			return openSignedStore(reaching, bucket, keys);
		},
		openSsh: async (way, sample) => (await import('./ssh/system-ssh.ts')).systemSsh(reaching)(way, sample),
	};
}
