import mustache from 'mustache';
import {isObject} from '../exchange.ts';
import {CosmosError} from './cosmos-error.ts';
import {defaultsOf, mergeOptions} from './options.ts';
import type {PackageDefinition} from './package-definition.ts';
import {packageLabels} from './package-labels.ts';
import {validateOptions} from './validate-options.ts';

type Json = Record<string, unknown>;

export type RenderRequest = {definition: PackageDefinition; source: string; options?: Json; appId?: string};

/** The Marathon app that a package becomes with these options; undefined when the package has no app. */
export function renderApp({definition, source, options, appId}: RenderRequest): Json | undefined {
	const template = definition.marathon?.v2AppMustacheTemplate;
	if (template === undefined) return undefined;
	const merged = resolveOptions(definition, options);
	validate(definition, merged);
	const context = mergeOptions(merged, {resource: definition.resource ?? {}});
	const app = fillIn(Buffer.from(template, 'base64').toString('utf8'), context);
	const labels = {...labelsOf(app), ...packageLabels(definition, source, options)};
	return {...app, ...(appId === undefined ? {} : {id: appId}), labels};
}

/** The user's options over the package's defaults. */
export function resolveOptions({config}: PackageDefinition, options: Json = {}): Json {
	return mergeOptions(defaultsOf(config), options);
}

function validate({config}: PackageDefinition, options: Json): void {
	if (Object.keys(options).length === 0) return;
	if (!config) throw new CosmosError('OptionsNotAllowed', 'No schema available to validate the provided options');
	const errors = validateOptions(options, config);
	if (errors.length > 0) throw new CosmosError('JsonSchemaMismatch', 'Options JSON failed validation', {errors});
}

function fillIn(template: string, context: Json): Json {
	const asJson = () => (name: string) => (typeof context[name] === 'string' ? context[name] : 'null');
	const rendered = mustache.render(template, {...jsonReady(context), asJson}, {}, {escape: String});
	let app: unknown;
	try {
		app = JSON.parse(rendered);
	} catch (error) {
		const parsingErrorMessage = error instanceof Error ? error.message : String(error);
		const data = {underlyingType: 'ParsingFailure', parsingErrorMessage, parsingInput: rendered};
		throw new CosmosError(
			'JsonParsingError',
			`Unable to parse the string as a JSON value: ${parsingErrorMessage}`,
			data,
		);
	}
	if (isObject(app)) return app;
	throw new CosmosError('MarathonTemplateMustBeJsonObject$', 'Rendered Marathon JSON must be a JSON object');
}

/** Strings go into the template as inside a JSON string, without the quotes; in arrays they bring their quotes along. */
function jsonReady(value: Json): Json {
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, ready(each)]));
}

function ready(value: unknown): unknown {
	if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
	if (Array.isArray(value)) return value.map(each => (typeof each === 'string' ? JSON.stringify(each) : ready(each)));
	return isObject(value) ? jsonReady(value) : value;
}

function labelsOf({labels = {}}: Json): Json {
	if (isObject(labels) && Object.values(labels).every(label => typeof label === 'string')) return labels;
	throw new CosmosError('JsonDecodingError', 'Unable to decode the JSON value as a Map[String, String]', {
		typeName: 'Map[String, String]',
		decodingErrorMessage: 'String: DownField(labels)',
		decodeInput: JSON.stringify(labels),
	});
}
