import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {nodeOf} from '../../binaries/node-package.ts';
import {thisProject} from '../../binaries/plugin.ts';
import {targets} from '../../binaries/targets.ts';

for (const target of targets.filter(({platform}) => platform !== 'linux')) {
	test(`refuses a Node.js for ${target.name} that is not the one which package-lock.json pins`, async t => {
		await mkdir(path.join(thisProject, '.tmp'), {recursive: true});
		const project = await mkdtemp(path.join(thisProject, '.tmp', 'other-node-'));
		t.teardown(() => rm(project, {recursive: true}));
		const kept = path.join(project, '.tmp', 'node-packages');
		await mkdir(kept, {recursive: true});
		await cp(path.join(thisProject, 'package-lock.json'), path.join(project, 'package-lock.json'));
		await writeFile(path.join(kept, `${target.nodePackage}-${process.versions.node}.tgz`), 'another package');
		const error = await t.throwsAsync(nodeOf(target, {project, scratch: project}));
		t.regex(error.message, /\.tgz is not the package that package-lock\.json pins: its integrity is sha512-/);
	});
}
