import {anObject, aText, yesOrNo} from '../errors/expected.ts';
import type {KnownSecrets} from '../errors/known-secrets.ts';
import {Secret} from '../errors/secret.ts';
import {urlEscaped} from '../network/url-escaped.ts';
import type {Http} from './http.ts';
import {answerAs} from './json.ts';

export type Secrets = {
	/** null when there is no such secret. A binary secret comes as its bytes read as UTF-8. */
	read(path: string): Promise<Secret | null>;
	/** `exists`: a content is there and was left alone, somebody else's or ours after a lost answer: read it back. */
	create(path: string, value: Secret): Promise<'created' | 'exists'>;
	/** Replaces the value of an existing secret. Safe to repeat. */
	replace(path: string, value: Secret): Promise<void>;
	/** Safe to repeat: one that is gone already is fine. */
	remove(path: string): Promise<void>;
	/** null when the cluster has no such store. */
	sealed(): Promise<boolean | null>;
};

/** The store `default` is the only one that DC/OS supports. A leading slash makes no difference; slashes separate, the rest is escaped. */
export function secretsOver(http: Http, known: Pick<KnownSecrets, 'keep'>): Secrets {
	const kept = (secret: Secret) => {
		known.keep(secret);
		return secret;
	};
	const urlOf = (path: string) =>
		`/secrets/v1/secret/default/${path.replace(/^\/+/, '').split('/').map(urlEscaped).join('/')}`;
	const json = {'content-type': 'application/json'};
	return {
		async read(path) {
			const answer = await http({method: 'GET', path: urlOf(path), headers: {accept: '*/*'}, expect: [200, 404]});
			if (answer.status === 404) return null;
			const isBinary = answer.contentType.startsWith('application/octet-stream');
			return kept(new Secret(isBinary ? answer.text : answerAs(answer, content).value));
		},
		async create(path, value) {
			const body = JSON.stringify({value: kept(value).reveal()});
			const request = {path: urlOf(path), headers: json, body, repeatable: true};
			const {status} = await http({...request, method: 'PUT', expect: [201, 409]});
			return status === 201 ? 'created' : 'exists';
		},
		async replace(path, value) {
			const body = JSON.stringify({value: kept(value).reveal()});
			await http({method: 'PATCH', path: urlOf(path), headers: json, body, expect: [204], repeatable: true});
		},
		async remove(path) {
			await http({method: 'DELETE', path: urlOf(path), expect: [204, 404], repeatable: true});
		},
		async sealed() {
			const answer = await http({method: 'GET', path: '/secrets/v1/seal-status/default', expect: [200, 404]});
			if (answer.status === 404) return null;
			return answerAs(answer, sealStatus).sealed;
		},
	};
}

const content = anObject({value: aText});
const sealStatus = anObject({sealed: yesOrNo});
