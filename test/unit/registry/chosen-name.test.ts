import test from 'ava';
import {chosenName} from '../../../src/registry/known-package.ts';

const definition = {name: 'package-registry', version: '2.0.0', config: null};
const named = (name: string) => ({properties: {service: {properties: {name: {default: name}}}}});

const sources: readonly (readonly [string, Parameters<typeof chosenName>[0], string])[] = [
	[
		'the command line',
		{wanted: '/mine', options: {service: {name: 'file'}}, known: {dcosVersion: '2.2', definition}},
		'mine',
	],
	[
		'the options file',
		{wanted: null, options: {service: {name: '/a/file'}}, known: {dcosVersion: '2.2', definition}},
		'a/file',
	],
	[
		'an options file of the other shape',
		{wanted: null, options: {registry: {service: {name: 'file'}}}, known: {dcosVersion: '2.2', definition}},
		'file',
	],
	[
		'the package',
		{
			wanted: null,
			options: {service: {instances: 2}},
			known: {dcosVersion: '1.12', definition: {...definition, config: named('own')}},
		},
		'own',
	],
	[
		'the place that the package reads',
		{
			wanted: null,
			options: {service: {instances: 2}, registry: {service: {name: 'below'}}},
			known: {dcosVersion: '2.2', definition},
		},
		'below',
	],
	['the version', {wanted: null, options: {}, known: {dcosVersion: '1.12.4', definition: null}}, 'registry'],
];

for (const [source, given, name] of sources) {
	test(`the name of the service comes from ${source} when that says one`, t => {
		t.is(chosenName(given), name);
	});
}
