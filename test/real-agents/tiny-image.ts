import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {execa} from 'execa';
import {writeFiles} from './write-files.ts';

/** The program files of the image with what they are linked with, as this machine has them. */
async function programFiles(): Promise<string[]> {
	const programs = ['/bin/sh', '/bin/sleep'];
	const {stdout} = await execa('ldd', programs);
	return [...programs, ...new Set(stdout.match(/\/\S+\.so\S*/g) ?? [])];
}

/** A tar of a file system in which `sh` and `sleep` run. */
export async function tinyFileSystem(): Promise<Buffer> {
	// The links of a machine with a merged /usr would lead nowhere in there.
	const words = ['--create', '--dereference', '--hard-dereference', '--absolute-names', '--transform', 's,^/,,'];
	const {stdout} = await execa('tar', [...words, ...(await programFiles())], {encoding: 'buffer'});
	return Buffer.from(stdout);
}

/** Writes an image that sleeps into the storage of a registry that need not have been started, so that it can be pulled. */
export async function storeTinyImage(storage: string, name: string, tag: string): Promise<void> {
	const layer = await tinyFileSystem();
	const config = Buffer.from(
		JSON.stringify({
			architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
			os: 'linux',
			// Whoever sleeps as PID 1 does not hear SIGTERM, and Docker would wait for it at each restart.
			config: {Cmd: ['sleep', 'infinity'], StopSignal: 'SIGKILL'},
			rootfs: {type: 'layers', diff_ids: [digestOf(layer)]},
			history: [{created_by: 'test bed'}],
		}),
	);
	const manifest = Buffer.from(
		JSON.stringify({
			schemaVersion: 2,
			mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
			config: described('application/vnd.docker.container.image.v1+json', config),
			layers: [described('application/vnd.docker.image.rootfs.diff.tar', layer)],
		}),
	);
	const version = join(storage, 'docker/registry/v2');
	for (const blob of [layer, config, manifest]) await writeFiles(version, {[join(blobPath(blob), 'data')]: blob});
	const repository = join(version, 'repositories', name);
	const links = [
		...[layer, config].map(blob => [`_layers/${linkName(blob)}`, blob] as const),
		[`_manifests/revisions/${linkName(manifest)}`, manifest] as const,
		[`_manifests/tags/${tag}/current`, manifest] as const,
		[`_manifests/tags/${tag}/index/${linkName(manifest)}`, manifest] as const,
	];
	for (const [path, blob] of links) await writeFiles(repository, {[join(path, 'link')]: digestOf(blob)});
}

function described(mediaType: string, blob: Buffer): {mediaType: string; size: number; digest: string} {
	return {mediaType, size: blob.length, digest: digestOf(blob)};
}

function digestOf(blob: Buffer): string {
	return `sha256:${createHash('sha256').update(blob).digest('hex')}`;
}

function linkName(blob: Buffer): string {
	return digestOf(blob).replace(':', '/');
}

function blobPath(blob: Buffer): string {
	const [algorithm = '', digest = ''] = digestOf(blob).split(':');
	return join('blobs', algorithm, digest.slice(0, 2), digest);
}
