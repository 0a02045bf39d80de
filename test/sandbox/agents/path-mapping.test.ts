import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import test from 'ava';
import {agentPrograms} from './agent-programs.ts';
import {createAgentRoot, readCertsD, writeCaBundle, writePrograms} from './agent-root.ts';
import {startDockerService} from './docker/docker-service.ts';
import {startNames} from './names.ts';
import {pathMapping} from './path-mapping.ts';

test("keeps a script that knows nothing of it in the agent's own directories", async t => {
	const directory = await mkdtemp(join(tmpdir(), 'agents-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const [machine, root] = [join(directory, 'machine'), join(directory, 'agent')];
	await mkdir(machine);
	const docker = await startDockerService();
	t.teardown(docker.stop);
	startNames(join(machine, 'names.json'));
	await createAgentRoot(root);
	await writeCaBundle(root, 'a bundle\n');
	const isolation = pathMapping(machine);
	const faultless = {cachesCerts: false, fault: undefined, mapped: true, docker};
	await writePrograms(root, agentPrograms(isolation.paths(root), faultless));

	const running = isolation.start({root, login: 'root', lacks: null, disk: 'writable', command: 'sudo -n sh -s'});
	running.stdin.end(`
		id -u
		mkdir -p /etc/docker/certs.d/a.example
		cp /run/dcos/pki/CA/ca-bundle.crt /etc/docker/certs.d/a.example/ca.crt && chown root /etc/docker/certs.d/a.example/ca.crt
		ls /etc/docker/certs.d/none
		docker pull a.example/none
	`);
	const [stdout, stderr, {code}] = await Promise.all([text(running.stdout), text(running.stderr), running.ended]);
	t.is(stdout, '0\n');
	t.regex(stderr, /'\/etc\/docker\/certs\.d\/none'/);
	t.regex(stderr, /lookup a\.example on .* no such host/);
	t.is(code, 1);
	t.deepEqual(await readCertsD(root), {'a.example/ca.crt': 'a bundle\n'});
});
