import test from 'ava';
import {environmentSecrets} from '../../../src/dcos/environment-secrets.ts';

for (const [name, value, told] of [
	['DCOS_ACS_TOKEN', 'canary', '[redacted]'],
	['DCOS_ACS_TOKEN', '', 'canary'],
	['DCOS_URL', 'https://me:canary@cluster', '[redacted]'],
	['https_proxy', 'me:canary@proxy:3128', '[redacted]'],
	['HTTPS_PROXY', 'http://me:canary@proxy:3128', '[redacted]'],
	['OTHER', 'me:canary@proxy:3128', 'canary'],
	['OTHER', 'canary', 'canary'],
] as const) {
	test(`of ${name}=${value} is told: ${told}`, t => {
		t.is(environmentSecrets({[name]: value}).redacted('canary'), told);
	});
}
