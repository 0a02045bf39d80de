import type {Cosmos} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
import {pasteable} from '../errors/command-line.ts';
import type {JsonObject} from '../errors/json.ts';
import {textAt} from '../options/json-path.ts';
import {brokenRepository} from '../registry/known-package.ts';
import {appId, serviceName} from '../registry/naming.ts';
import {asProblem, type Check, problem} from './check.ts';
import type {Subject} from './subject.ts';

export type Rendered = {
	/** What Cosmos would start; null when it cannot be told. */
	app: JsonObject | null;
	checks: readonly Check[];
};

/** Lets Cosmos judge the options and show what they become: nobody else knows the package's template. Changes nothing. */
export async function renderApp(cosmos: Cosmos, {definition, options, service}: Subject): Promise<Rendered> {
	if (definition === null) return {app: null, checks: []};
	try {
		const request = {packageName: definition.name, packageVersion: definition.version, options};
		const app = await cosmos.render(request);
		return {app, checks: otherName(app, service)};
	} catch (error) {
		// 400 is how Cosmos refuses; anything else says nothing about the options
		if (!(error instanceof ApiError) || error.answer.status !== 400) {
			return {app: null, checks: [asProblem('package')(error)]};
		}
		const {type, serverMessage} = error.answer;
		// an installed version that no repository offers any more, or one of the repositories does not answer
		const unknown = type === 'VersionNotFound' || type === 'PackageNotFound' || brokenRepository(error) !== null;
		if (unknown) return {app: null, checks: []};
		const said = [serverMessage ?? error.message, ...error.details].join('; ');
		const what = `Cosmos does not take the options for ${definition.name} ${definition.version}: ${said}`;
		return {app: null, checks: [problem('options file', what, 'mend them in the options file')]};
	}
}

/** Everything that was looked at before was about another service then. */
function otherName(app: JsonObject, service: string): Check[] {
	const id = textAt(app, ['id']);
	if (id === null || serviceName(id) === service) return [];
	const what = `the package would be installed as ${appId(id)}, not as ${appId(service)}: it does not take its name from the options`;
	return [problem('name', what, pasteable`give the name that it takes: --service-name ${serviceName(id)}`)];
}
