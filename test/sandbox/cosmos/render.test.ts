import test from 'ava';
import type {PackageDefinition} from './package-definition.ts';
import {readPackageLabels} from './package-labels.ts';
import {renderApp} from './render.ts';

const source = 'https://repo.sandbox/repo';

function packageOf(template: string, more: Partial<PackageDefinition> = {}): PackageDefinition {
	const v2AppMustacheTemplate = Buffer.from(template).toString('base64');
	const about = {
		packagingVersion: '4.0',
		name: 'p',
		version: '1',
		releaseVersion: 1,
		description: 'd',
		maintainer: 'm',
	};
	return {...about, tags: [], config: {type: 'object'}, marathon: {v2AppMustacheTemplate}, ...more};
}

test('strings are escaped as JSON strings and not as HTML; sections without a value are left out', t => {
	const definition = packageOf(
		'{"id": "{{name}}", "text": "{{text}}", "list": [{{#list}}{{.}}{{/list}}] {{#empty}}, "no": 1{{/empty}}}',
	);
	const options = {name: 'x', text: 'a "b" <c> & \\d\n', list: ['one'], empty: ''};
	t.like(renderApp({definition, source, options}), {id: 'x', text: options.text, list: ['one']});
	t.false('no' in (renderApp({definition, source, options}) ?? {}));
});

test("the package's resources are there, and an option of that name loses", t => {
	const definition = packageOf('{"id": "{{resource.assets.image}}"}', {resource: {assets: {image: 'i'}}});
	t.is(renderApp({definition, source, options: {resource: {assets: {image: 'other'}}}})?.id, 'i');
});

test('asJson puts a text option in as it is', t => {
	const definition = packageOf('{"id": "x", "given": {{#asJson}}given{{/asJson}}}');
	t.deepEqual(renderApp({definition, source, options: {given: '{"a": 1}'}})?.given, {a: 1});
});

test("Cosmos' labels go over the template's; they hold the user's options only, and the whole definition", t => {
	const config = {type: 'object', properties: {name: {default: 'x'}}};
	const template = '{"id": "{{name}}", "labels": {"DCOS_PACKAGE_NAME": "wrong", "OWN": "o"}}';
	const definition = packageOf(template, {config});
	const app = renderApp({definition, source, options: {size: 2}, appId: '/given'});
	t.is(app?.id, '/given');
	const labels = app?.labels as Record<string, string>;
	t.like(labels, {OWN: 'o', DCOS_PACKAGE_NAME: 'p', DCOS_PACKAGE_VERSION: '1', DCOS_PACKAGE_SOURCE: source});
	t.deepEqual(readPackageLabels(labels), {definition, source, options: {size: 2}});
});

test('what cannot be rendered is told in the error types of Cosmos', t => {
	const type = (definition: PackageDefinition, options?: Record<string, unknown>) =>
		(t.throws(() => renderApp({definition, source, options})) as Error & {type: string}).type;
	t.is(type(packageOf('{"id": }')), 'JsonParsingError');
	t.is(type(packageOf('[]')), 'MarathonTemplateMustBeJsonObject$');
	t.is(type(packageOf('{"id": "x", "labels": {"a": 1}}')), 'JsonDecodingError');
	t.is(type(packageOf('{"id": "x"}', {config: undefined}), {a: 1}), 'OptionsNotAllowed');
	t.is(type(packageOf('{"id": "x"}', {config: {required: ['b']}}), {a: 1}), 'JsonSchemaMismatch');
	t.is(renderApp({definition: {...packageOf(''), marathon: undefined}, source}), undefined);
});
