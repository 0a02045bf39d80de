import type {JsonObject} from '../../../src/errors/json.ts';
import {edited, type OptionsFile} from '../../../src/options/options-file.ts';
import type {OptionsShape} from '../../../src/options/shape.ts';
import {type Choice, storageEdits} from '../../../src/storage/storage-edits.ts';

export const topLevel: OptionsShape = {service: ['service']};
export const nested: OptionsShape = {service: ['registry', 'service']};

export const local: Choice = {backend: 'local'};
export const volume: Choice = {backend: 'volume', containerPath: 'c', hostname: 'h'};
export const s3: Choice = {
	backend: 's3',
	secret: 'r/s3-credentials',
	profile: 'dev',
	bucket: 'b',
	path: 'p',
	endpoint: 'https://e',
};

type Wish = {choice: Choice; shape?: OptionsShape; serviceName?: string | null; instances?: number | null};

export function optionsFile(text: string): OptionsFile {
	return {path: 'o.json', text, value: JSON.parse(text) as JsonObject};
}

export function editsOf(text: string, {choice, shape = topLevel, serviceName = null, instances = null}: Wish) {
	return storageEdits({file: optionsFile(text), choice, shape, serviceName, instances});
}

/** The text of an options file after this storage was chosen. */
export function withStorage(text: string, wish: Wish): string {
	return edited(text, editsOf(text, wish));
}
