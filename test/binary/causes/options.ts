import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {publishedSample, publishedSampleMended} from '../../support/published-options.ts';
import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

/** What is wrong with the options file, or missing on the command line and in it. */
export const optionsCauses: Causes = async scene => [
	...unreadable(scene),
	...tooManyInstances(scene),
	unknownKey(scene),
	strayQuote(scene),
	...incomplete(scene),
];

const texts: Readonly<Record<string, string>> = {
	'a comment in the options file': '{\n  // two are enough\n  "service": {"instances": 2}\n}\n',
	'a byte order mark in the options file': '\ufeff{}\n',
	'a comma too many in the options file': '{\n  "service": {\n    "instances": 2,\n  }\n}\n',
	'a key that is twice in the options file': '{\n  "service": {"instances": 2},\n  "service": {"name": "r"}\n}\n',
	'an options file that is a list': '[]\n',
	'an empty options file': '',
	'options that contradict themselves':
		'{\n  "service": {"instances": 2},\n  "registry": {\n    "service": {"instances": 3}\n  }\n}\n',
};

function unreadable({s3, options}: Scene): Cause[] {
	return [
		...Object.entries(texts).map(([of, text]) => refused(of, s3(), {before: () => options(text)})),
		refused('an options file that is a directory', [...s3(), '--options', '.']),
		refused('an options file in a directory that does not exist', [...s3(), '--options', 'no/options.json']),
	];
}

/** Two come with s3 and go with it; here they came from somebody's wish. */
function tooManyInstances({options}: Scene): Cause[] {
	return Object.entries({two: 2, three: 3}).map(([word, count]) =>
		refused(`${word} instances on one disk`, ['storage', 'local'], {
			before: () => options(`{\n  "service": {\n    "instances": ${count}\n  }\n}\n`),
		}),
	);
}

function unknownKey({s3, options, t}: Scene): Cause {
	return works('an option that the package does not have', [...s3(), '--json'], {
		before: () => options('{\n  "service": {"instnaces": 3}\n}\n'),
		check: ({stdout}) => t.is(JSON.parse(stdout).options.service.instnaces, 3),
	});
}

/** The file is mended, beside what the command is there for. */
function strayQuote({s3, options, operator, t}: Scene): Cause {
	return works('an options file with the stray quotation mark of the documentation', s3(), {
		before: () => options(publishedSample),
		async check() {
			const text = await readFile(path.join(operator.directory, 'registry-options.json'), 'utf8');
			const {service} = JSON.parse(publishedSampleMended);
			t.deepEqual(JSON.parse(text).service, service);
		},
	});
}

function incomplete({s3}: Scene): Cause[] {
	const words = {
		'no bucket': s3({bucket: null, endpoint: null}),
		'a bucket with its path': s3({bucket: 's3://packages/dcos'}),
		'a path that is the whole bucket': s3({path: '/'}),
		'a volume without its agent': ['storage', 'volume', '--container-path', 'packages'],
	};
	return Object.entries(words).map(([of, each]) => refused(of, each, {exitCode: 2}));
}
