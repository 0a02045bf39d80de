import {RefusedError} from '../errors/errors.ts';
import {dotted, type JsonPath, valueAt} from './json-path.ts';
import {lineOf, type OptionsFile} from './options-file.ts';
import {type OptionsShape, serviceIn} from './shape.ts';

/** Refuses a file that has `service` and `registry.service` with different values: only one can have been meant. */
export function refuseContradictions(file: OptionsFile, shape: OptionsShape): void {
	const {conflicts} = serviceIn(file.value, shape);
	if (conflicts.length === 0) return;
	const ignored = conflicts.map(conflict => dotted(conflict.ignored)).join(', ');
	throw new RefusedError(`the options file ${file.path} says two different things about the service`, {
		details: conflicts.map(conflict => `${statement(file, conflict.read)}, but ${statement(file, conflict.ignored)}`),
		hint: `the package reads ${dotted(shape.service)}: put the right value there and take ${ignored} out`,
	});
}

function statement(file: OptionsFile, path: JsonPath): string {
	return `${dotted(path)} is ${JSON.stringify(valueAt(file.value, path))} (line ${lineOf(file, path)})`;
}
