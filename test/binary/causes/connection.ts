import {startTextServer} from '../../sandbox/raw-servers.ts';
import type {S3Fault} from '../../sandbox/s3/s3-service.ts';
import {type Cause, type Causes, refused} from './cause.ts';
import type {Scene} from './scene.ts';

/** Why no connection to the store comes about, or why it breaks. */
export const connectionCauses: Causes = async scene => [...(await wrongPlaces(scene)), ...cutConnections(scene)];

/** One letter more than a name may have in front of a dot: it fails on this machine, without a question to a DNS server. */
const impossibleName = `${'a'.repeat(64)}.localhost`;

async function wrongPlaces({t, s3, named}: Scene): Promise<Cause[]> {
	const mail = await startTextServer('220 mail.example ESMTP\r\n');
	t.teardown(() => mail.stop());
	named(mail.port, '<mail port>');
	return [
		refused('a name that does not resolve', s3({endpoint: `https://${impossibleName}`})),
		refused('a port where nobody listens', s3({endpoint: 'https://localhost:1'})),
		refused('a port without TLS', s3({endpoint: `https://localhost:${mail.port}`})),
		refused('a port that does not speak HTTP', [...s3({endpoint: `http://localhost:${mail.port}`}), '--yes']),
	];
}

const cuts: Readonly<Record<string, [operation: string, kind: 'cut-upload' | 'cut-answer']>> = {
	'a small upload that is cut': ['PutObject', 'cut-upload'],
	'the answer to a small upload that is cut': ['PutObject', 'cut-answer'],
	'a download that is cut': ['GetObject', 'cut-answer'],
	'an upload in parts that is cut': ['UploadPart', 'cut-upload'],
	'the end of an upload in parts that is cut': ['CompleteMultipartUpload', 'cut-answer'],
};

function cutConnections({s3, operator}: Scene): Cause[] {
	const {faults} = operator.sandbox.s3.service;
	return Object.entries(cuts).map(([of, [operation, kind]]) => {
		const fault: S3Fault = {kind};
		return refused(of, s3(), {before: () => faults.fail(operation, fault)});
	});
}
