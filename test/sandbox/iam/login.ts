import {type Answer, jsonAnswer, jsonObject, type Request} from '../exchange.ts';
import type {Accounts} from './accounts.ts';
import {iamError} from './answers.ts';
import type {LoginTokens} from './login-tokens.ts';

const fiveDays = 5 * 24 * 60 * 60;

const providers = {
	'dcos-users': {
		'authentication-type': 'dcos-uid-password',
		'client-method': 'dcos-usercredential-post-receive-authtoken',
		config: {start_flow_url: '/acs/api/v1/auth/login'},
		description: 'Default DC/OS authentication',
	},
	'dcos-services': {
		'authentication-type': 'dcos-uid-servicekey',
		'client-method': 'dcos-servicecredential-post-receive-authtoken',
		config: {start_flow_url: '/acs/api/v1/auth/login'},
		description: 'Default DC/OS authentication',
	},
};

/** The part of the IAM that needs no login: /acs/api/v1/auth/. */
export function createLogin(
	accounts: Accounts,
	tokens: LoginTokens,
): (request: Request) => Promise<Answer | undefined> {
	return async ({method, path, body}) => {
		const what = `${method} ${path.slice('/acs/api/v1/auth/'.length)}`;
		if (what === 'POST login') return logIn(accounts, tokens, jsonObject(body));
		if (what === 'GET providers') return jsonAnswer(200, providers);
		if (what === 'GET jwks') return jsonAnswer(200, await tokens.jwks());
		return undefined;
	};
}

async function logIn(
	accounts: Accounts,
	tokens: LoginTokens,
	body: Record<string, unknown> | undefined,
): Promise<Answer> {
	if (!body) return iamError(400, 'ERR_INVALID_DATA', 'Bad Content-Type or lacks JSON data.');
	const {uid, password, token} = body;
	if (typeof uid !== 'string') return iamError(400, 'ERR_INVALID_DATA', 'The attribute `uid` is missing.');
	const proved =
		typeof token === 'string'
			? await tokens.isProof(uid, token)
			: typeof password === 'string' && accounts.users.get(uid)?.password === password;
	if (proved) return jsonAnswer(200, {token: await tokens.issue(uid, fiveDays)});
	return iamError(401, 'ERR_INVALID_CREDENTIALS', 'The provided credentials are invalid.');
}
