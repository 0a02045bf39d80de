import test from 'ava';
import fc from 'fast-check';
import {keyPairIn} from '../../../src/storage/credentials.ts';
import {runs} from '../../support/runs.ts';

type Profile = {name: string; id: string; secret: string};

const blank = fc.stringMatching(/^[ \t]{0,3}$/);
const lineEnd = fc.constantFrom('\n', '\r\n');
const value = fc.stringMatching(/^[!$-&(-:<-~][!#-&(-~]{0,40}$/);
const name = fc.stringMatching(/^[a-zA-Z0-9_@+.%:/-]{1,12}$/);
const noise = fc.constantFrom('', '# [default]', ';aws_access_key_id = x', '#', 'region = eu-west-1 ; near', 's3 =');

const header = (profile: string) =>
	fc.constantFrom(`[${profile}]`, `[profile ${profile}]`, `[profile "${profile}"]`, `[ ${profile} ] # ${profile}`);

/** A line with blanks around it, and lines that say nothing before it. */
const laidOut = (line: fc.Arbitrary<string>) =>
	fc
		.tuple(fc.array(noise, {maxLength: 2}), blank, line, blank, lineEnd)
		.map(([before, left, text, right, end]) => [...before, `${left}${text}${right}`, ''].join(end));

const setting = (key: string, given: string) =>
	fc
		.tuple(fc.constantFrom(key, key.toUpperCase()), blank, blank)
		.map(([written, left, right]) => `${written}${left}=${right}${given}`);

/** The text of one profile: header, then its keys in either order. */
const section = ({name: profile, id, secret}: Profile) =>
	fc
		.tuple(
			laidOut(header(profile)),
			laidOut(setting('aws_access_key_id', id)),
			laidOut(setting('aws_secret_access_key', secret)),
			fc.boolean(),
		)
		.map(([head, one, other, turned]) => (turned ? [head, other, one] : [head, one, other]).join(''));

const profiles: fc.Arbitrary<Profile[]> = fc.uniqueArray(fc.record({name, id: value, secret: value}), {
	minLength: 1,
	maxLength: 6,
	selector: profile => profile.name,
});

const file = profiles.chain(all =>
	fc.record({
		chosen: fc.constantFrom(...all),
		text: fc.tuple(...all.map(section)).map(texts => texts.join('')),
		mark: fc.constantFrom('', '\uFEFF'),
	}),
);

test('however the profiles are laid out, the keys of the chosen one come out exactly', t => {
	fc.assert(
		fc.property(file, ({chosen, text, mark}) => {
			const pair = keyPairIn(`${mark}${text}`, {profile: chosen.name, path: 'f'});
			t.deepEqual([pair.accessKeyId, pair.secretAccessKey.reveal()], [chosen.id, chosen.secret]);
		}),
		{numRuns: runs(2000)},
	);
});
