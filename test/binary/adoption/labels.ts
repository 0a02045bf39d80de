import {packageLabels, readPackageLabels} from '../../sandbox/cosmos/package-labels.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';

function labelsOf({apps}: Sandbox): Record<string, string> {
	const [app] = apps.values();
	if (app === undefined) throw new Error('nothing is installed');
	return app.definition.labels;
}

/** The version of the package that is installed. */
export function installedVersion(sandbox: Sandbox): string | undefined {
	return labelsOf(sandbox).DCOS_PACKAGE_VERSION;
}

/** As if the registry had been installed from a version that no repository has any more, and that none can replace. */
export function setInstalledVersion(sandbox: Sandbox, version: string): void {
	const labels = labelsOf(sandbox);
	const read = readPackageLabels(labels);
	if (read === undefined) throw new Error('no package is installed');
	const definition = {...read.definition, version, upgradesFrom: [], downgradesTo: []};
	Object.assign(labels, packageLabels(definition, read.source, read.options));
}

/** As if Cosmos had not kept the options, which old versions of it did not. */
export function forgetOptions(sandbox: Sandbox): void {
	delete labelsOf(sandbox).DCOS_PACKAGE_OPTIONS;
}
