import {nullish} from 'valibot';
import {aList, aNumber, anObject, aText} from '../errors/expected.ts';
import {urlEscaped} from '../network/url-escaped.ts';
import type {Http} from './http.ts';
import {answerAs} from './json.ts';
import {type App, app, appFrom, type ListedApp, virtualIpsOf} from './marathon-app.ts';

/** An app that waits for an offer. */
export type Queued = {
	/** Of the last offers, how many were refused for each reason, e.g. InsufficientMemory. */
	refused: readonly {reason: string; declined: number; processed: number}[];
	/** Seconds until Marathon tries again after tasks that failed. */
	delay: number;
};

export type Marathon = {
	/** null when there is no such app. The id has a leading slash. */
	app(id: string): Promise<App | null>;
	apps(): Promise<readonly ListedApp[]>;
	/** The apps that have this label with this value. */
	labelled(label: string, value: string): Promise<readonly Pick<App, 'id' | 'labels'>[]>;
	/** null when the app is not waiting for an offer. */
	queued(id: string): Promise<Queued | null>;
	/** What is being done to the app, e.g. StartApplication. */
	actions(id: string): Promise<readonly string[]>;
};

export function marathonOver(http: Http): Marathon {
	const api = '/service/marathon/v2';
	const embedded = ['app.counts', 'app.deployments', 'app.lastTaskFailure', 'app.tasks'];
	const embed = embedded.map(each => `embed=${each}`).join('&');
	const list = async (query: string) => {
		const answer = await http({method: 'GET', path: `${api}/apps${query}`, expect: [200]});
		return answerAs(answer, appList).apps;
	};
	return {
		async app(id) {
			const answer = await http({method: 'GET', path: `${api}/apps${escapeAppId(id)}?${embed}`, expect: [200, 404]});
			return answer.status === 404 ? null : appFrom(answerAs(answer, oneApp).app);
		},
		async apps() {
			return (await list('')).map(each => ({id: each.id, labels: each.labels ?? {}, virtualIps: virtualIpsOf(each)}));
		},
		async labelled(label, value) {
			const selector = urlEscaped(`${selectorTerm(label)}==${selectorTerm(value)}`);
			return (await list(`?label=${selector}`)).map(({id, labels}) => ({id, labels: labels ?? {}}));
		},
		async queued(id) {
			const answer = await http({method: 'GET', path: `${api}/queue`, expect: [200]});
			const {queue} = answerAs(answer, offerQueue);
			const item = queue.find(each => each.app?.id === id);
			if (item === undefined) return null;
			const refused = item.processedOffersSummary?.rejectSummaryLastOffers ?? [];
			return {refused: refused.filter(each => each.declined > 0), delay: item.delay?.timeLeftSeconds ?? 0};
		},
		async actions(id) {
			const answer = await http({method: 'GET', path: `${api}/deployments`, expect: [200]});
			const current = answerAs(answer, deployments).flatMap(({currentActions}) => currentActions ?? []);
			return current.filter(({app}) => app === id).map(({action}) => action);
		},
	};
}

const appList = anObject({apps: aList(app)});
const oneApp = anObject({app});
const rejects = anObject({reason: aText, declined: aNumber, processed: aNumber});
const queued = anObject({
	app: nullish(anObject({id: nullish(aText)})),
	delay: nullish(anObject({timeLeftSeconds: nullish(aNumber)})),
	processedOffersSummary: nullish(anObject({rejectSummaryLastOffers: nullish(aList(rejects))})),
});
const offerQueue = anObject({queue: aList(queued)});
/** What is done to a pod has no app. */
const action = anObject({app: nullish(aText), action: aText});
const deployments = aList(anObject({currentActions: nullish(aList(action))}));

function escapeAppId(id: string): string {
	return id.split('/').map(urlEscaped).join('/');
}

/** In a label selector, Marathon wants a backslash before all but letters, digits and `-_.`. */
function selectorTerm(text: string): string {
	return text.replace(/[^-A-Za-z0-9_.]/g, '\\$&');
}
