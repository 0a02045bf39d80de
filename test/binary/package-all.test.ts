import {link, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {parse} from 'smol-toml';
import {signatureFaults} from '../../binaries/mach-o-check.ts';
import {nodeOf} from '../../binaries/node-package.ts';
import {hasCertificate} from '../../binaries/pe.ts';
import {packageAll, thisProject} from '../../binaries/plugin.ts';
import {fileNames} from '../../binaries/plugin-files.ts';
import {readZip} from '../../binaries/plugin-zip.ts';
import {blobOfElf, blobOfMachO, blobOfPe, unsealed} from '../../binaries/sea-blob.ts';
import {type Target, targets, zipName} from '../../binaries/targets.ts';
import {expectedOf, zipFaults} from '../../binaries/zip-faults.ts';
import {info} from '../../src/about.ts';
import {executable, tamperings} from './package-tampering.ts';

// One after the other: each holds executables of a hundred megabytes. The first makes the zips, and fetches each Node.js from
// the registry that npm uses.
test.serial.before(async t => {
	t.timeout(600_000);
	await packageAll();
});

/** Of the zip that was read last: one takes seconds, and the tests are in the order of the targets. */
let last: {name: string; files: ReturnType<typeof readZip>} | undefined;

async function filesOf(target: Target): ReturnType<typeof readZip> {
	const name = zipName(target);
	if (last?.name !== name) last = {name, files: readZip(path.join(thisProject, 'binaries', name))};
	return last.files;
}

/** The plugin in each executable, whose test puts it here. */
const apps = new Map<Target, Buffer>();

const targetOf = (name: Target['name']) => targets.find(each => each.name === name) ?? (targets[0] as Target);

/** The first bytes of the executable, as each system's own documents give them; the processor's number is at that offset. */
const beginnings: Readonly<Record<Target['name'], [magic: string, offset: number, processor: string]>> = {
	'linux-x64': ['7f454c4602', 18, '3e00'],
	'darwin-x64': ['cffaedfe', 4, '07000001'],
	'darwin-arm64': ['cffaedfe', 4, '0c000001'],
	'windows-x64': ['4d5a', 0x138 + 4, '6486'],
};
const blobs = {linux: blobOfElf, macos: blobOfMachO, win: blobOfPe};

for (const target of targets) {
	test.serial(`the zip for ${target.name} holds its files in order, with their modes`, async t => {
		const modes = (await filesOf(target)).map(({name, mode}) => [name, mode.toString(8)]);
		t.deepEqual(modes, [
			['plugin.toml', '100644'],
			['LICENSE', '100644'],
			['THIRD-PARTY-LICENSES.txt', '100644'],
			['sbom.cdx.json', '100644'],
			['completion/bash/dcos-registry.sh', '100644'],
			[target.name === 'windows-x64' ? 'bin/dcos-registry.exe' : 'bin/dcos-registry', '100755'],
		]);
	});

	test.serial(`the executable for ${target.name} is one, with its fuse set and the plugin in it`, async t => {
		const files = new Map((await filesOf(target)).map(({name, content}) => [name, content]));
		const content = files.get(target.executable) ?? Buffer.alloc(0);
		const [magic, offset, processor] = beginnings[target.name];
		const hex = (at: number, like: string) => content.toString('hex', at, at + like.length / 2);
		t.is(hex(0, magic), magic);
		t.is(hex(offset, processor), processor);
		t.is(content.toString('latin1').split('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1').length, 2);
		const sealed = unsealed(blobs[target.platform](content) ?? Buffer.alloc(0));
		t.true(sealed.main.includes(info));
		const app = sealed.assets.get('app') ?? Buffer.alloc(0);
		t.true(app.includes('trust-agents'));
		apps.set(target, Buffer.from(app));
		t.is((sealed.assets.get('cache')?.length ?? 0) > 0, target.name === 'linux-x64');
		const command = {name: 'registry', path: target.executable, description: info};
		const {schema_version: schema, commands} = parse(files.get(fileNames.description)?.toString() ?? '');
		t.deepEqual({schema, commands}, {schema: 1, commands: [command]});
	});
}

test.serial('all four carry the same plugin', async t => {
	const [first = Buffer.alloc(0), ...others] = targets.map(target => apps.get(target));
	t.true(first.length > 0 && others.length === targets.length - 1 && others.every(other => other?.equals(first)));
});

test.serial('the check of a code signature agrees with Apple about the Node.js that Apple has signed', async t => {
	const scratch = await mkdtemp(path.join(thisProject, '.tmp', 'signed-'));
	t.teardown(() => rm(scratch, {recursive: true}));
	const node = await readFile(await nodeOf(targetOf('darwin-arm64'), {project: thisProject, scratch}));
	t.deepEqual(signatureFaults(node), []);
	t.regex(
		signatureFaults(turned(node, 100_000)).join(),
		/^1 of its \d+ pages are not those that its code signature names$/,
	);
});

const meets = async (t: ExecutionContext, target: Target, names: readonly string[]) => {
	const [files, expected] = [await filesOf(target), await expectedOf(thisProject)];
	t.deepEqual(await zipFaults(target, files, expected), []);
	for (const {what, done, named} of tamperings.filter(each => names.length === 0 || names.includes(each.what))) {
		const faults = await zipFaults(target, done(files, target), expected);
		t.true(
			faults.some(fault => named.test(fault)),
			`${what}: ${faults.join('; ')}`,
		);
	}
	return {files, expected};
};

test.serial('a verification finds and names each tampering with a zip', async t => {
	await meets(t, targetOf('linux-x64'), []);
});

const perExecutable = tamperings.slice(-3).map(({what}) => what);

for (const name of ['darwin-x64', 'darwin-arm64'] as const) {
	test.serial(`a verification finds a page for ${name} that was changed, and a signature that is gone`, async t => {
		const target = targetOf(name);
		const {files, expected} = await meets(t, target, perExecutable);
		const paged = await zipFaults(
			target,
			executable(files, target, content => turned(content, 100_000)),
			expected,
		);
		t.regex(paged.join(), /^bin\/dcos-registry 1 of its \d+ pages are not those that its code signature names$/);
		const cut = await zipFaults(
			target,
			executable(files, target, content => content.subarray(0, -16)),
			expected,
		);
		t.deepEqual(cut, ['bin/dcos-registry its code signature is not the end of the file']);
	});
}

test.serial('a verification finds the signature of another file on Windows', async t => {
	const target = targetOf('windows-x64');
	const {files, expected} = await meets(t, target, perExecutable);
	const content = Buffer.from(files.at(-1)?.content ?? []);
	t.false(hasCertificate(content));
	// The fifth of the directories, 112 bytes into the optional header; each is an address and a size.
	content.writeUInt32LE(16, content.readUInt32LE(0x3c) + 24 + 112 + 4 * 8 + 4);
	const faults = await zipFaults(
		target,
		executable(files, target, () => content),
		expected,
	);
	t.deepEqual(faults, ['bin/dcos-registry.exe has the signature of another file']);
});

/** The file with the lowest bit of one byte turned round. */
function turned(content: Buffer, at: number): Buffer {
	const other = Buffer.from(content);
	other[at] = (other[at] ?? 0) ^ 1;
	return other;
}

test.serial('npm run verify is content with what was packaged, and names what was changed since', async t => {
	t.timeout(120_000);
	const built = path.join(thisProject, 'binaries');
	const folder = await mkdtemp(path.join(thisProject, '.tmp', 'verified-'));
	t.teardown(() => rm(folder, {recursive: true}));
	for (const target of targets) await link(path.join(built, zipName(target)), path.join(folder, zipName(target)));
	await writeFile(path.join(folder, 'SHA256SUMS'), await readFile(path.join(built, 'SHA256SUMS')));
	const verify = () => execa(process.execPath, [path.join(built, 'verify.ts'), folder], {reject: false});
	const first = await verify();
	t.deepEqual([first.exitCode, first.stdout, first.stderr], [0, `all is as it should be in ${folder}`, '']);

	const windows = path.join(folder, 'dcos-registry-windows-x64.zip');
	const content = await readFile(windows);
	await rm(windows);
	await writeFile(windows, turned(content, 20_000_000));
	// those that nothing happens to take the longest
	for (const {name} of targets.filter(target => target.platform !== 'win'))
		await rm(path.join(folder, `dcos-registry-${name}.zip`));
	await writeFile(path.join(folder, 'more.zip'), 'more');
	const {exitCode, stdout, stderr} = await verify();
	t.deepEqual([exitCode, stdout], [1, '']);
	for (const named of [
		/^Error: dcos-registry-windows-x64\.zip: its SHA-256 is [0-9a-f]{64}, and not [0-9a-f]{64} as SHA256SUMS says$/m,
		/^Error: dcos-registry-windows-x64\.zip: it cannot be read: /m,
		/^Error: SHA256SUMS: it names dcos-registry-darwin-x64\.zip, which cannot be read$/m,
		/^Error: SHA256SUMS: it does not name more\.zip$/m,
		/^Hint: make the zips again with: npm run package$/m,
	]) {
		t.regex(stderr, named);
	}
});
