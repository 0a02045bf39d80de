import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError} from '../errors/errors.ts';
import {isJsonObject, type JsonObject} from '../errors/json.ts';
import {textAt} from '../options/json-path.ts';
import {mayRead, secretName} from '../registry/naming.ts';
import {optionText, s3Option} from '../registry/package-options.ts';
import {refuseSealed} from '../registry/sealed.ts';
import {asProblem, type Check, ok, orOk, problem, warning} from './check.ts';
import type {Subject} from './subject.ts';

const name = 'secrets';

/** Whether the store is open. A sealed one neither gives nor takes anything, so that nothing else is asked of it then. */
export async function checkStore(cluster: Pick<ClusterApis, 'secrets'>): Promise<Check | null> {
	try {
		await refuseSealed(cluster);
		return null;
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error;
		return problem(name, error.message, error.hint ?? '');
	}
}

/**
 * Whether the secrets that the service reads are there, and DC/OS lets it read them. `app` is what Cosmos would start, or
 * null. The service account's own secret may be made by this run.
 */
export async function checkSecrets(
	cluster: Pick<ClusterApis, 'secrets'>,
	{service, resolved, account}: Subject,
	app: JsonObject | null,
): Promise<readonly Check[]> {
	const credential = optionText(resolved, s3Option.secret);
	const own = secretName(account.secretPath);
	const named = [own, ...(credential ? [credential] : []), ...sourcesIn(app)].map(secretName);
	// one that the options leave empty is none
	const used = [...new Set(named)].filter(path => path !== '');
	const space = used.flatMap(path => spaceOf(path, service));
	const missing = await Promise.all(
		used
			.filter(path => path !== own)
			.map(async path => {
				const found = await cluster.secrets.read(path).catch(asProblem(name));
				if (found !== null) return 'result' in found ? [found] : [];
				return [problem(name, `the secret ${path} does not exist`, 'make it with: dcos registry storage s3')];
			}),
	);
	const problems = [...space.filter(each => each.result === 'problem'), ...missing.flat()];
	const warnings = space.filter(each => each.result === 'warning');
	return [...orOk(problems, ok(name, used.join(', '))), ...warnings];
}

function spaceOf(path: string, service: string): Check[] {
	if (!mayRead(service, path)) {
		return [problem(name, `the service ${service} may not read the secret ${path}`, `keep it below ${service}/`)];
	}
	if (path.includes('/')) return [];
	return [warning(name, `the secret ${path} is at the root of the store, where every service may read it`)];
}

/** The secrets that an app of Marathon mounts or gets in its environment. */
function sourcesIn(app: JsonObject | null): string[] {
	const secrets = app?.secrets;
	return isJsonObject(secrets) ? Object.values(secrets).flatMap(each => textAt(each, ['source']) ?? []) : [];
}
