import type {JsonObject} from '../errors/json.ts';
import {valueAt} from '../options/json-path.ts';
import type {OptionsEdit} from '../options/options-file.ts';
import {type OptionsShape, serviceIn} from '../options/shape.ts';
import {optionsOf, s3Option} from '../registry/package-options.ts';

/** With s3 several instances can share the packages; two survive the loss of an agent. */
const defaultInstances = 2;

type Wanted = {
	request: {bucket: string; path: string; endpoint: string; serviceName: string | null; instances: number | null};
	profile: string;
	secretPath: string;
	/** The options file as it is now. */
	file: JsonObject;
	/** What the package that will be installed understands. */
	shape: OptionsShape;
};

/** The changes that make s3 the one storage of an options file. Keys that have their value already are left out. */
export function s3Edits({request, profile, secretPath, file, shape}: Wanted): OptionsEdit[] {
	const {service, moved} = serviceIn(file, shape);
	const wanted: OptionsEdit[] = [
		{path: optionsOf.volume, value: undefined},
		{path: s3Option.secret, value: secretPath},
		{path: s3Option.profile, value: profile},
		{path: s3Option.bucket, value: request.bucket},
		{path: s3Option.path, value: request.path},
		{path: s3Option.endpoint, value: request.endpoint},
		...moved,
		...(request.serviceName === null ? [] : [{path: [...shape.service, 'name'], value: request.serviceName}]),
		{path: [...shape.service, 'instances'], value: request.instances ?? service.instances ?? defaultInstances},
	];
	return wanted.filter(({path, value}) => valueAt(file, path) !== value);
}
