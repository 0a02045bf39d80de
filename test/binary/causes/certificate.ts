import {readFile} from 'node:fs/promises';
import {rootCertificates} from 'node:tls';
import {type Causes, refused} from './cause.ts';

/** Why the store's certificate is not believed. */
export const certificateCauses: Causes = async ({store, write, s3}) => {
	const own = await store();
	const expired = await store({expired: true});
	const renamed = await store({names: ['storage.example']});
	await write('notes.txt', 'the authority is in the other file\n');
	await write('other.pem', rootCertificates[0] ?? '');
	await write('namesake.pem', await readFile(renamed.caFile));
	return [
		refused('an authority that this machine does not know', own.words({'endpoint-ca': null})),
		refused('the wrong authority', own.words({'endpoint-ca': 'other.pem'})),
		refused('another authority of the same name', own.words({'endpoint-ca': 'namesake.pem'})),
		refused('an authority file that does not exist', s3({'endpoint-ca': 'missing.pem'})),
		refused('an authority file that is a directory', s3({'endpoint-ca': '.'})),
		refused('an authority file without a certificate', s3({'endpoint-ca': 'notes.txt'})),
		refused('an expired certificate', expired.words()),
		refused('a certificate for another name', renamed.words()),
	];
};
