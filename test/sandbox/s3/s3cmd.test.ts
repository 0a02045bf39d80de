import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {lackOfPrograms} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {bucket, operatorKey, startTestS3} from './s3-clients.ts';
import type {S3Service} from './s3-service.ts';

type S3cmd = {directory: string; run(...args: string[]): Promise<{exitCode?: number; stdout: string; stderr: string}>};

const withS3cmd = testWhere(test, lackOfPrograms({s3cmd: 's3cmd'}));

/** Debian's s3cmd with a home of its own. */
async function s3cmdFor(t: ExecutionContext, service: S3Service, secret: string): Promise<S3cmd> {
	const directory = await mkdtemp(join(tmpdir(), 's3cmd-'));
	t.teardown(() => rm(directory, {recursive: true}));
	await writeFile(join(directory, 'config'), configure(service, secret), {mode: 0o600});
	const options = {reject: false, cwd: directory, env: {HOME: directory}, timeout: 60_000} as const;
	return {directory, run: (...args) => execa('s3cmd', ['--config', 'config', '--no-progress', ...args], options)};
}

function configure({port}: S3Service, secret: string): string {
	return [
		'[default]',
		`access_key = ${operatorKey.accessKeyId}`,
		`secret_key = ${secret}`,
		`host_base = localhost:${port}`,
		`host_bucket = localhost:${port}`,
		'bucket_location = eu-central-1',
		'use_https = False',
		'max_retries = 1',
	].join('\n');
}

withS3cmd('s3cmd puts, lists, gets and deletes', async t => {
	const service = await startTestS3(t);
	const s3cmd = await s3cmdFor(t, service, operatorKey.secretAccessKey);
	const content = 'content of a package\n'.repeat(5000);
	await writeFile(join(s3cmd.directory, 'package'), content);
	const uri = `s3://${bucket}/registry/a b+c.dcos`;
	t.like(await s3cmd.run('put', 'package', uri), {exitCode: 0});
	t.regex((await s3cmd.run('ls', `s3://${bucket}`)).stdout, /DIR\s+s3:\/\/packages\/registry\//);
	t.regex(
		(await s3cmd.run('ls', '--recursive', `s3://${bucket}`)).stdout,
		/105000\s+s3:\/\/packages\/registry\/a b\+c/,
	);
	t.like(await s3cmd.run('get', uri, 'fetched'), {exitCode: 0});
	t.is(await readFile(join(s3cmd.directory, 'fetched'), 'utf8'), content);
	t.like(await s3cmd.run('del', uri), {exitCode: 0});
	t.deepEqual(service.objects(bucket), []);
});

withS3cmd('s3cmd uploads in parts and deletes many objects', async t => {
	const service = await startTestS3(t);
	const s3cmd = await s3cmdFor(t, service, operatorKey.secretAccessKey);
	const content = Buffer.alloc(11 * 1024 * 1024, 'large package');
	await writeFile(join(s3cmd.directory, 'package'), content);
	const put = await s3cmd.run('put', '--multipart-chunk-size-mb=5', 'package', `s3://${bucket}/r/large`);
	t.is(put.exitCode, 0, put.stderr);
	t.is(service.requests().filter(request => request.action === 'UploadPart').length, 3);
	t.true(service.object(bucket, 'r/large')?.equals(content));
	t.like(await s3cmd.run('del', '--recursive', '--force', `s3://${bucket}/r`), {exitCode: 0});
	t.is(service.requests().at(-1)?.action, 'DeleteObjects');
	t.deepEqual(service.objects(bucket), []);
});

withS3cmd('s3cmd is told that its secret key is wrong', async t => {
	const service = await startTestS3(t);
	const s3cmd = await s3cmdFor(t, service, 'wrong');
	const list = await s3cmd.run('ls', `s3://${bucket}`);
	t.not(list.exitCode, 0);
	t.regex(list.stderr, /The request signature we calculated does not match the signature you provided/);
});
