import type {Now} from '../clock.ts';
import {type Answer, jsonAnswer, jsonObject, type Request, type Service} from '../exchange.ts';
import type {App, Deployment} from './app.ts';
import {absolute, completeDefinition} from './complete-definition.ts';
import {describeQueue} from './describe-queue.ts';
import {describeApp, describeDeployment} from './descriptions.ts';
import {readLabelSelector} from './label-selector.ts';
import type {Scheduler} from './scheduler.ts';

/** Marathon's API, under /service/marathon/ and the older /marathon/. */
export function createMarathon(scheduler: Scheduler, now: Now): Service {
	return request => {
		const path = request.path.replace(/^(\/service)?\/marathon/, '').replace(/\/+$/, '');
		const apps = [...scheduler.apps.values()];
		const appId = /^\/v2\/apps\/+(.+?)\/*$/.exec(path)?.[1];
		if (appId !== undefined) return answerApp(scheduler, request, absolute(decodeURIComponent(appId)));
		if (path === '/v2/apps' && request.method === 'POST') return createApp(scheduler, jsonObject(request.body));
		if (request.method !== 'GET') return undefined;
		if (path === '/v2/apps') return listApps(apps, request);
		if (path === '/v2/deployments') return jsonAnswer(200, deploymentsOf(apps));
		if (path === '/v2/queue') return listQueue(apps, now, request);
		return undefined;
	};
}

function listQueue(apps: App[], now: Now, {query}: Request): Answer {
	const lastUnusedOffers = query.getAll('embed').includes('lastUnusedOffers');
	return jsonAnswer(200, {queue: describeQueue(apps, now, lastUnusedOffers)});
}

function listApps(apps: App[], request: Request): Answer {
	const query = request.query.get('label') ?? '';
	const meets = readLabelSelector(query);
	if (meets === null) return jsonAnswer(422, {message: `Can not parse label selector ${query}`});
	const found = apps.filter(({definition}) => meets(definition.labels));
	return jsonAnswer(200, {apps: found.map(app => describeApp(app, embedOf(request, 'apps')))});
}

/** What POST /v2/apps does; Cosmos calls it with the app that it rendered. */
export function createApp(scheduler: Scheduler, asked: Record<string, unknown> | undefined): Answer {
	if (!asked) return jsonAnswer(400, {message: 'Invalid JSON'});
	const definition = completeDefinition(asked);
	if (Array.isArray(definition)) return jsonAnswer(422, {message: 'Object is not valid', details: definition});
	if (scheduler.apps.has(definition.id)) {
		return jsonAnswer(409, {message: `An app with id [${definition.id}] already exists.`});
	}
	scheduler.create(definition);
	const app = scheduler.apps.get(definition.id);
	return jsonAnswer(201, app && describeApp(app, {tasks: true, lastTaskFailure: false}));
}

/** What PUT /v2/apps/ID does with force, for an app that exists. */
export function updateApp(scheduler: Scheduler, asked: Record<string, unknown>): Answer {
	const definition = completeDefinition(asked);
	if (Array.isArray(definition)) return jsonAnswer(422, {message: 'Object is not valid', details: definition});
	return jsonAnswer(200, resultOf(scheduler.update(definition)));
}

function answerApp(scheduler: Scheduler, request: Request, id: string): Answer | undefined {
	const app = scheduler.apps.get(id);
	if (!app) return jsonAnswer(404, {message: `App '${id}' does not exist`});
	if (request.method === 'GET') return jsonAnswer(200, {app: describeApp(app, embedOf(request, 'app'))});
	if (app.deployment && request.query.get('force') !== 'true') return locked(app.deployment);
	if (request.method === 'DELETE') return jsonAnswer(200, resultOf(scheduler.remove(id)));
	if (request.method !== 'PUT') return undefined;
	const asked = jsonObject(request.body);
	return asked ? updateApp(scheduler, {...asked, id}) : jsonAnswer(400, {message: 'Invalid JSON'});
}

function locked({id}: Deployment): Answer {
	const message =
		'App is locked by one or more deployments. ' +
		"Override with the option '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.";
	return jsonAnswer(409, {message, deployments: [{id}]});
}

function resultOf({version, id}: Deployment): object {
	return {version, deploymentId: id};
}

function deploymentsOf(apps: App[]): object[] {
	return apps.flatMap(app => (app.deployment ? [describeDeployment(app.deployment)] : []));
}

/** `embed=app.tasks` for one app, `embed=apps.tasks` for the list. */
function embedOf({query}: Request, what: 'app' | 'apps') {
	const asked = query.getAll('embed');
	return {tasks: asked.includes(`${what}.tasks`), lastTaskFailure: asked.includes(`${what}.lastTaskFailure`)};
}
