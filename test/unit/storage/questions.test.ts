import test from 'ava';
import {thingsToConfirm} from '../../../src/storage/questions.ts';

const safe = {
	cluster: {url: 'https://cluster', insecure: false},
	endpoint: 'https://store',
	secret: {path: 'r/s3', state: 'created'},
} as const;
const open = 'The certificate of https://cluster is not checked: whoever is in the middle can read the secret.';
const plain = 'http://store is not encrypted: everyone on the way can read and change the packages.';
const replaced = 'The secret r/s3 will be replaced; a running registry must restart to see it.';

const intents: Readonly<Record<string, readonly [Parameters<typeof thingsToConfirm>[0], readonly string[]]>> = {
	'a secret that is new': [safe, []],
	'a secret that stays': [{...safe, secret: {path: 'r/s3', state: 'unchanged'}}, []],
	'a cluster whose certificate is not checked': [{...safe, cluster: {url: 'https://cluster', insecure: true}}, [open]],
	'a store without TLS': [{...safe, endpoint: 'http://store'}, [plain]],
	'a secret that is replaced': [{...safe, secret: {path: 'r/s3', state: 'replaced'}}, [replaced]],
	'neither a store nor a secret': [{...safe, endpoint: null, secret: null}, []],
	everything: [
		{
			cluster: {url: 'https://cluster', insecure: true},
			endpoint: 'http://store',
			secret: {path: 'r/s3', state: 'replaced'},
		},
		[open, plain, replaced],
	],
};

for (const [what, [intent, questions]] of Object.entries(intents)) {
	test(`${what} ${questions.length === 0 ? 'needs no question' : 'has to be wanted'}`, t => {
		t.deepEqual(thingsToConfirm(intent), questions);
	});
}
