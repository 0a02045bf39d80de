import test from 'ava';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import {sentScript} from '../../../src/trust/on-agent/sent-script.ts';
import {scriptsOf} from '../../../src/trust/scripts.ts';
import {worldWith} from './cluster-of-agents.ts';
import {trustRequest} from './trust-requests.ts';

test('the scripts of a run have its wishes in them, one mark, and are made once', t => {
	const names = ['0a', '0b'];
	const {world} = worldWith({over: {randomName: bytes => `${names.shift()}-${bytes}`}});
	const request = {...trustRequest, caPath: '/ca', agentTimeout: 90_500};
	const ca = {texts: ['AAAA', 'BBBB'], fingerprint: ''};
	const {mark, script} = scriptsOf({request, registries: ['r', 'r:443'], ca, change: false}, world);
	t.is(mark, 'dcos-registry-0a-8');
	const wishes = {
		mark,
		clusterCertificates: ca.texts,
		caPath: '/ca',
		registries: ['r', 'r:443'],
		imageTag: '0b-8',
		change: false,
		seconds: 91,
	};
	for (const work of ['trust', 'restart', 'remove', 'trust'] as const) {
		t.deepEqual(script(work), sentScript(agentScript({...wishes, work})));
	}
});
