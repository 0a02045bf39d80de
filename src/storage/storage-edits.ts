import {RefusedError} from '../errors/errors.ts';
import type {Json} from '../errors/json.ts';
import {pruning} from '../options/edits.ts';
import {dotted, valueAt} from '../options/json-path.ts';
import {lineOf, type OptionsEdit, type OptionsFile} from '../options/options-file.ts';
import {type OptionsShape, serviceIn, servicePlaces} from '../options/shape.ts';
import {backendIn} from '../registry/backends.ts';
import {optionsOf, s3Option, volumeOption} from '../registry/package-options.ts';

/** The storage that the options file shall choose, with everything that its options say. */
export type Choice =
	| {backend: 's3'; secret: string; profile: string; bucket: string; path: string; endpoint: string}
	| {backend: 'volume'; containerPath: string; hostname: string}
	| {backend: 'local'};

type Wanted = {
	file: OptionsFile;
	/** Where the package that will be installed looks for the service's options. */
	shape: OptionsShape;
	choice: Choice;
	/** null: what the file says. */
	serviceName: string | null;
	/** null: what the file says, else what suits the storage. */
	instances: number | null;
};

/** With s3 several instances can share the packages; two survive the loss of an agent. */
const sharedInstances = 2;

/**
 * The changes that make `choice` the one storage of the options file. What has its value already is left out, and so are
 * objects that a removal leaves empty. Throws a RefusedError when the file wants several instances that could share nothing.
 */
export function storageEdits(wanted: Wanted): readonly OptionsEdit[] {
	const {file, shape, choice, serviceName} = wanted;
	const {moved} = serviceIn(file.value, shape);
	const edits: OptionsEdit[] = [
		...Object.entries(optionsOf).flatMap(([backend, path]) =>
			backend === choice.backend ? [] : [{path, value: undefined}],
		),
		...optionsFor(choice),
		...moved,
		...(serviceName === null ? [] : [{path: [...shape.service, 'name'], value: serviceName}]),
		{path: [...shape.service, 'instances'], value: instancesFor(wanted)},
	];
	const needed = edits.filter(({path, value}) => valueAt(file.value, path) !== value || moved.length > 0);
	return pruning(file.value, needed);
}

function optionsFor(choice: Choice): OptionsEdit[] {
	if (choice.backend === 'local') return [];
	if (choice.backend === 'volume') {
		return [
			{path: volumeOption.containerPath, value: choice.containerPath},
			{path: volumeOption.hostname, value: choice.hostname},
		];
	}
	const {secret, profile, bucket, path, endpoint} = choice;
	const values = {secret, profile, bucket, path, endpoint};
	return Object.entries(s3Option).map(([name, at]) => ({path: at, value: values[name as keyof typeof values]}));
}

/** undefined: the options shall say nothing of it, which is one instance. */
function instancesFor(wanted: Wanted): Json | undefined {
	const {file, shape, choice, instances} = wanted;
	const inFile = serviceIn(file.value, shape).service.instances;
	if (choice.backend === 's3') return instances ?? inFile ?? sharedInstances;
	// this many came with s3 and goes with it; any other number was somebody's wish
	if (backendIn(file.value) === 's3' && inFile === sharedInstances) return undefined;
	if (typeof inFile === 'number' && inFile > 1) throw tooMany(inFile, wanted);
	return inFile;
}

function tooMany(instances: number, {file, shape, choice}: Wanted): RefusedError {
	const places = servicePlaces(shape, ['instances']);
	const path = places.find(each => valueAt(file.value, each) === instances) ?? [];
	return new RefusedError(
		`${instances} instances are asked for (${dotted(path)} in ${file.path}, line ${lineOf(file, path)}), but storage ${choice.backend} is on one agent's disk`,
		{
			details: ['with several instances each would have packages of its own; only s3 can be shared'],
			hint: `set ${dotted(path)} in ${file.path} to 1, or keep the packages in a bucket: dcos registry storage s3`,
		},
	);
}

/** What gives way to another storage, in dotted words: its options, and the number of instances that came with it. */
export function removedOptions({file, shape}: Pick<Wanted, 'file' | 'shape'>, edits: readonly OptionsEdit[]): string[] {
	const ours = [...Object.values(optionsOf), ...servicePlaces(shape, ['instances'])].map(dotted);
	return edits
		.filter(({path, value}) => value === undefined && valueAt(file.value, path) !== undefined)
		.map(({path}) => dotted(path))
		.filter(path => ours.includes(path));
}
