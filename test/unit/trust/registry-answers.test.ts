import test from 'ava';
import {hasAnswered} from '../../../src/trust/registry-answers.ts';
import {host, proven} from './proven.ts';

const daemon = 'Error response from daemon: ';
const head = `Head "https://${host}/v2/x/manifests/y": `;

/** What Docker 20.10.24 said of a registry whose certificate was good, for any status and any body; and what others say. */
const answers = [
	...[400, 402, 403, 404, 405, 406, 410, 418, 429].flatMap(status => [
		`error parsing HTTP ${status} response body: invalid character '<' looking for beginning of value: "<html>x509: certificate signed by unknown authority</html>"`,
		`error parsing HTTP ${status} response body: unexpected end of JSON input: ""`,
		`error parsing HTTP ${status} response body: no error details found in HTTP response body: "{}"`,
	]),
	...['500 Internal Server Error', '501 Not Implemented', '502 Bad Gateway', '503 Service Unavailable'].map(
		status => `received unexpected HTTP status: ${status}`,
	),
	'missing signature key',
	'missing or empty Content-Type header',
	"error unmarshalling content: invalid character '<' looking for beginning of value",
	'unauthorized: authentication required',
	'unsupported: some words',
	'unknown: Get "https://bucket.example.com/": x509: certificate signed by unknown authority',
	'name invalid: some words',
	'toomanyrequests: some words',
	'denied',
	'denied: requested access to the resource is denied',
	'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required',
	`pull access denied for ${host}/x, repository does not exist or may require 'docker login': denied: some words`,
	`repository ${host}/x not found: name unknown: some words`,
	`manifest for ${host}/x:y not found: manifest unknown: some words`,
	'no basic auth credentials',
	`failed to resolve reference "${host}/x:y": ${host}/x:y: not found`,
	`failed to resolve reference "${host}/x:y": unexpected status from HEAD request to https://${host}/v2/x/manifests/y: 403 Forbidden`,
	`failed to resolve reference "${host}/x:y": unexpected status from HEAD request to https://${host}/v2/x/manifests/y: 503 Service Unavailable`,
	`failed to resolve reference "${host}/x:y": unexpected status code https://${host}/v2/x/manifests/y: 500`.replace(
		'status code https',
		'status from GET request to https',
	),
];

for (const answer of answers) {
	test(`"${answer.replaceAll(host, 'host').slice(0, 140)}" is an answer of the registry`, t => {
		for (const words of [`${daemon}${answer}`, `WARNING: Error loading config file\n${daemon}${answer}`])
			t.is(proven(words).state, 'trusted', words);
		if (!answer.startsWith('failed')) t.is(proven(`${daemon}${head}${answer}`).state, 'trusted');
		t.like(proven(`${daemon}${answer}`, {}, {unchecked: [host]}), {state: 'unknown', cause: 'unchecked'});
		t.like(proven(`${daemon}${answer}`, {}, {networks: ['11.0.0.0/8']}), {state: 'unknown', cause: 'unchecked'});
		t.like(proven(`${daemon}${answer}`, {}, {told: false}), {state: 'unknown', cause: 'untold setting'});
	});
}

/** Nobody but a proxy, another server or Docker itself has said these. */
const others = [
	`Get "https://${host}/v2/": Forbidden`,
	`Get "https://${host}/v2/": Service Unavailable`,
	'Head "https://elsewhere.example.com/v2/x/manifests/y": denied: some words',
	`${head}Get "https://auth.example.com/token?service=x": dial tcp: lookup auth.example.com: no such host`,
	`${head}Get "https://auth.example.com/token?service=x": x509: certificate signed by unknown authority`,
	'x509: certificate signed by unknown authority',
	'context deadline exceeded',
	'could not read denied: unauthorized',
	'',
];

for (const words of others) {
	test(`"${words.replaceAll(host, 'host').slice(0, 140)}" is no answer of the registry`, t => {
		t.false(hasAnswered(words, host));
		t.not(proven(`${daemon}${words}`).state, 'trusted');
	});
}

test('what a server elsewhere says never leads to a restart', t => {
	const words = `${daemon}${head}Get "https://auth.example.com/token": x509: certificate signed by unknown authority`;
	t.like(proven(words), {state: 'unknown', cause: 'in between'});
});

const refused = `${daemon}Get "https://${host}/v2/": x509: certificate signed by unknown authority`;

test("x509 that may be somebody else's is undecided, with Docker's words", t => {
	const proxied = {proxied: true, direct: '.mesos'};
	const kept = {proxied: true, direct: '.mesos,.thisdcos.directory'};
	t.like(proven(refused, {}, proxied), {state: 'unknown', cause: 'docker proxy'});
	t.regex(
		proven(refused, {}, proxied).words,
		/^its Docker goes through a proxy, .* \(the registry is not in NO_PROXY=\.mesos\): Get ".*x509/,
	);
	t.is(proven(refused, {}, kept).state, 'not trusted');
	t.like(proven(refused, {}, {kind: 'snap'}), {state: 'unknown', cause: 'snap'});
	t.like(proven(refused, {file: 'foreign'}), {state: 'unknown', cause: "somebody else's file"});
	t.like(proven(refused, {restarted: true}), {state: 'unknown', cause: 'restarted before'});
	// curl has asked without a proxy
	t.like(proven(refused, {curl: 60}, proxied), {state: 'not trusted', cause: 'other authority'});
	const expired = `${daemon}Get "https://${host}/v2/": x509: certificate has expired`;
	t.like(proven(expired, {restarted: true}), {state: 'not trusted', cause: 'certificate'});
	t.like(proven(expired, {}, proxied), {state: 'unknown', cause: 'docker proxy'});
});
