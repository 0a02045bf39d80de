import type {JsonObject} from '../errors/json.ts';
import {withValueAt} from '../options/json-path.ts';
import type {OptionsEdit} from '../options/options-file.ts';
import {defaultName} from '../options/schema.ts';
import {serviceIn, shapeOf} from '../options/shape.ts';
import {accountSecretOption} from '../registry/package-options.ts';

type Choices = {
	/** The package's config schema; null when it takes no options. */
	config: JsonObject | null;
	service: string;
	accountSecret: string;
	/** null: what the options file says. */
	instances: number | null;
};

/** The options that Cosmos gets: the file's, in the shape that this package version has, with what this run decided. */
export function wantedOptions(file: JsonObject, {config, service, accountSecret, instances}: Choices): JsonObject {
	const shape = shapeOf(config);
	const edits: OptionsEdit[] = [
		...serviceIn(file, shape).moved,
		...(service === defaultName(config) ? [] : [{path: [...shape.service, 'name'], value: service}]),
		...(instances === null ? [] : [{path: [...shape.service, 'instances'], value: instances}]),
		{path: accountSecretOption, value: accountSecret},
	];
	return edits.reduce((document, {path, value}) => withValueAt(document, path, value), file);
}
