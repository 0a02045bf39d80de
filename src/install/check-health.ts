import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {App} from '../dcos/marathon-app.ts';
import {pasteable} from '../errors/command-line.ts';
import {inText} from '../errors/json.ts';
import {valueAt} from '../options/json-path.ts';
import {shapeOf} from '../options/shape.ts';
import {isReady, reasonInWords, stateInWords} from './app-state.ts';
import {type Check, notChecked, ok, problem, warning} from './check.ts';
import type {Subject} from './subject.ts';

/** How the registry that runs is; empty when there is none. */
export async function checkHealth(
	{marathon}: Pick<ClusterApis, 'marathon'>,
	subject: Subject,
): Promise<readonly Check[]> {
	const {installed} = subject;
	if (installed === null) return [];
	const app = await marathon.app(installed.appId);
	if (app === null) return [notChecked('health', `${installed.appId} is being removed`)];
	return [app.instances > 0 || app.deployments > 0 ? healthOf(app) : suspended(app.id, subject)];
}

/** Nobody would ever become healthy. */
function suspended(id: string, {resolved, definition}: Subject): Check {
	const instances = valueAt(resolved, [...shapeOf(definition?.config ?? null).service, 'instances']) ?? 1;
	return problem(
		'health',
		`${id} is suspended: it has no instances`,
		pasteable`dcos marathon app start ${id} ${inText(instances)}`,
	);
}

function healthOf(app: App): Check {
	const look = {app, queued: null, actions: []};
	if (isReady(app)) return ok('health', stateInWords(look));
	const why = reasonInWords(look);
	return warning('health', why === null ? stateInWords(look) : `${stateInWords(look)}; ${why}`);
}
