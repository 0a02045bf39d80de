import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {registryOptions} from '../../../sandbox/registry-setup.ts';
import {type Cause, type Causes, refused, works} from '../cause.ts';
import type {Scene} from '../scene.ts';
import {chooseOtherwise, chooseStorage, printed} from './chosen-storage.ts';

/** What is wrong with the options file. */
export const optionsCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [...unreadable(scene), ...invalid(scene), ...odd(scene)];
};

const texts: Readonly<Record<string, string>> = {
	'an options file that is not JSON': '{\n  "registry": {\n    "s3": {"bucket": "b",}\n  }\n}\n',
	'a comment in the options file': '{\n  // two are enough\n  "service": {"instances": 2}\n}\n',
	'an empty options file': '',
	'an options file that is a list': '[]\n',
	'options that contradict themselves':
		'{\n  "service": {\n    "instances": 2,\n    "mem": 1024\n  },\n  "registry": {\n    "service": {"instances": 3, "mem": 2048}\n  }\n}\n',
};

function unreadable({options, write, operator}: Scene): Cause[] {
	return [
		...Object.entries(texts).map(([of, text]) => refused(of, ['install'], {before: () => options(text)})),
		refused('an options file in UTF-16', ['install'], {
			before: () => write('registry-options.json', Buffer.from('\ufeff{}', 'utf16le')),
		}),
		refused('an options file that does not exist', ['install', '--options', 'prod/options.json']),
		refused('an options file that is a directory', ['install', '--options', 'prod'], {
			before: () => mkdir(path.join(operator.directory, 'prod')),
		}),
	];
}

const faulty: Readonly<Record<string, string>> = {
	'an option of another type':
		'{\n  "registry": {"s3": {"bucket": "b"}},\n  "service": {\n    "instances": "two"\n  }\n}\n',
	'several options of another type':
		'{\n  "registry": {"s3": {"bucket": 7, "endpoint": "s3.example"}},\n  "service": {\n    "name": "Registry_1",\n    "instances": 0,\n    "mem": 128\n  }\n}\n',
	'an option that is null': '{\n  "registry": {\n    "s3": null\n  }\n}\n',
	'a text in place of all options of the service': '{\n  "service": "dcos-registry"\n}\n',
};

function invalid({options}: Scene): Cause[] {
	return Object.entries(faulty).map(([of, text]) => refused(of, ['install'], {before: () => options(text)}));
}

/** What is understood all the same, with a word about it. */
function odd(scene: Scene): Cause[] {
	const {options, operator} = scene;
	const usual = registryOptions(operator.sandbox);
	const {service, registry} = usual;
	const words = ['install', '--no-wait'];
	return [
		works('a misspelt option', words, {before: () => chooseOtherwise(scene, {service: {instnaces: 3}})}),
		works('options that no package has', words, {
			before: () => options(printed({...usual, note: 'ask Ann', labels: {team: 'a'}})),
		}),
		works('the options of DC-OS 1.12', words, {before: () => options(printed({registry: {...registry, service}}))}),
		works('an empty secret path', words, {
			before: () => chooseOtherwise(scene, {registry: {'service-account-secret-path': ''}}),
		}),
		works('an options file with a stray quotation mark', words, {
			before: () => options(printed(usual).replace(/\n\}\n$/, '\n  "\n}\n')),
		}),
	];
}
