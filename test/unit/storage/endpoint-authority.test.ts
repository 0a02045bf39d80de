import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {readAuthority} from '../../../src/storage/endpoint-authority.ts';
import {otherAuthority} from '../trust/certificates.ts';
import {storageWorld} from './storage-world.ts';

const pem = otherAuthority;
const read = (text: string) => readAuthority('ca.pem', storageWorld({files: {'ca.pem': text}}).world);

test('without the flag there is no authority, and no file is read', async t => {
	const files = {read: async () => t.fail('it was read') as never};
	t.is(await readAuthority(null, {files: files as never}), null);
});

for (const [what, text] of [
	['a certificate', pem],
	['a bundle', `${pem}\n${pem}`],
	['a certificate below a comment', `# our authority\n${pem}`],
	['a certificate with lines of Windows', pem.replaceAll('\n', '\r\n')],
] as const) {
	test(`${what} is an authority, taken as it is`, async t => {
		t.is(await read(text), text);
	});
}

for (const [what, text] of [
	['nothing', ''],
	['a text', 'not a certificate'],
	['a header alone', '-----BEGIN CERTIFICATE-----\n'],
	['a damaged certificate', pem.replace(/[A-Za-z0-9]{20}/g, 'x')],
	['a key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
] as const) {
	test(`${what} is no authority`, async t => {
		await t.throwsAsync(read(text), {
			instanceOf: RefusedError,
			message: 'the CA file ca.pem holds no PEM certificate',
		});
	});
}

test('a file that is not there is told as one', async t => {
	await t.throwsAsync(readAuthority('ca.pem', storageWorld().world), {
		instanceOf: RefusedError,
		message: 'the CA file ca.pem does not exist',
	});
});
