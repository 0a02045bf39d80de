import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError} from '../errors/errors.ts';
import {refuseContradictions} from '../options/contradictions.ts';
import {textAt} from '../options/json-path.ts';
import {type OptionsFile, readOptionsFile} from '../options/options-file.ts';
import {shapeOf} from '../options/shape.ts';
import {validate} from '../options/validate.ts';
import {warnOfUnknownKeys} from '../registry/effectless-keys.ts';
import {installedRegistry} from '../registry/installed.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {accountName, defaultSecret, packageName, repositoryUri} from '../registry/naming.ts';
import {accountSecretOption} from '../registry/package-options.ts';
import {refuseSealed} from '../registry/sealed.ts';
import type {World} from '../world.ts';
import type {Findings, InstallRequest} from './findings.ts';
import {
	installedProblem,
	instancesProblem,
	nameProblem,
	type Problem,
	repositoryProblem,
	secretProblems,
	storageProblem,
	validationProblems,
	volumeProblem,
} from './problems.ts';
import {repositoryState} from './repository.ts';
import {inspectAccount} from './service-account.ts';
import {wantedOptions} from './wanted-options.ts';

/** Looks at everything that could stop the installation on its way, writes nothing, and refuses with all problems at once. */
export async function preflight(request: InstallRequest, cluster: ClusterApis, world: World): Promise<Findings> {
	const file = await readOptionsFile(request.optionsPath, world.files);
	const known = await knownPackage(cluster, {packageVersion: request.packageVersion ?? undefined});
	if (known.definition === null) throw packageMissing(request.packageVersion);
	const service = chosenName({wanted: request.serviceName, options: file.value, known});
	const accountNames = {
		uid: request.serviceAccount ?? accountName(service),
		secretPath:
			request.serviceAccountSecret ?? textAt(file.value, accountSecretOption) ?? defaultSecret.serviceAccount(service),
	};
	const {config} = known.definition;
	refuseContradictions(file, shapeOf(config));
	warnOfUnknownKeys(file, config, world.progress);
	const options = wantedOptions(file.value, {
		config,
		service,
		accountSecret: accountNames.secretPath,
		instances: request.instances,
	});
	await refuseSealed(cluster);
	const repositories = await cluster.cosmos.repositories();
	const findings: Findings = {
		service,
		package: known.definition,
		options,
		accountNames,
		account: await inspectAccount(cluster, accountNames),
		installed: await installedRegistry(cluster, service),
		repositoryUri: repositoryUri(service),
		repository: repositoryState(repositories, repositoryUri(service)),
	};
	if (validate(config, options) === null) {
		world.progress.warn(
			"Warning: the package's config schema cannot be read here, so only Cosmos will check the options",
		);
	}
	const problems = await problemsOf(findings, {cluster, file});
	if (problems.length > 0) throw refusal(problems);
	return findings;
}

async function problemsOf(
	findings: Findings,
	{cluster, file}: {cluster: ClusterApis; file: OptionsFile},
): Promise<Problem[]> {
	const mode = await cluster.metadata.securityMode();
	return [
		...(mode === 'disabled'
			? [{what: 'the cluster runs in security mode "disabled"', hint: 'the registry needs permissive or strict'}]
			: []),
		...storageProblem(findings, file),
		...validationProblems(findings, file),
		...volumeProblem(findings),
		...instancesProblem(findings),
		...(await secretProblems(cluster, findings)),
		...(findings.account.problem === null ? [] : [findings.account.problem]),
		...(await nameProblem(cluster, findings)),
		...installedProblem(findings),
		...repositoryProblem(findings),
	];
}

function packageMissing(version: string | null): RefusedError {
	if (version !== null) {
		return new RefusedError(`no repository of the cluster has ${packageName} in version ${version}`, {
			hint: `dcos package describe ${packageName} --package-versions`,
		});
	}
	return new RefusedError(`no repository of the cluster has the package ${packageName}`, {
		hint: 'dcos package repo add "Bootstrap Registry" https://registry.component.thisdcos.directory/repo',
	});
}

function refusal(problems: readonly Problem[]): RefusedError {
	const [only] = problems;
	if (problems.length === 1 && only !== undefined) return new RefusedError(only.what, {hint: only.hint});
	return new RefusedError(`${problems.length} things stand in the way of the installation`, {
		details: problems.flatMap(({what, hint}) => [what, `  → ${hint}`]),
		hint: 'nothing was changed; mend them, then run the same command again',
	});
}
