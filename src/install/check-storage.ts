import {dotted, valueAt} from '../options/json-path.ts';
import type {OptionsFile} from '../options/options-file.ts';
import {inSchema, shapeOf} from '../options/shape.ts';
import {backendIn, sameStorage, sharesStorage, storageInWords} from '../registry/backends.ts';
import {optionsOf, optionText, s3Option, volumeOption} from '../registry/package-options.ts';
import {type Check, notChecked, ok, orOk, problem} from './check.ts';
import type {Subject} from './subject.ts';

const name = 'storage';

/** Whether the storage can be what the options say: it is chosen once, and for good. */
export function checkStorage(subject: Subject, file: OptionsFile, update: boolean): readonly Check[] {
	const {definition, resolved} = subject;
	const unchosen = unchosenStorage(subject, file);
	if (definition === null) return orOk(unchosen, notChecked(name, 'the package is needed for it'));
	const faults = [
		...unchosen,
		...forgotten(subject, update),
		...severalStorages(subject),
		...incompleteBucket(subject),
		...incompleteVolume(subject),
		...unknownVolume(subject),
		...instances(subject),
		...changed(subject),
		...shared(subject),
	];
	return orOk(faults, ok(name, storageInWords(resolved)));
}

/** An installation without a choice would keep the packages on one agent's disk for good: that must be somebody's wish. */
function unchosenStorage({installed}: Subject, file: OptionsFile): Check[] {
	if (file.text !== null || installed !== null) return [];
	return [
		problem(
			name,
			`there is no options file ${file.path}, so no storage is chosen, and it cannot be changed after the installation`,
			"choose one: dcos registry storage s3; or for one instance on an agent's disk: dcos registry storage local",
		),
	];
}

/** An update replaces all options: where nobody knows the former ones, the new ones must choose the storage. */
function forgotten({installed, definition, asked, resolved}: Subject, update: boolean): Check[] {
	if (installed === null || installed.options !== null || installed.given !== null) return [];
	const changes = update && (asked || installed.packageVersion !== definition?.version);
	if (!changes || (asked && backendIn(resolved) !== 'local')) return [];
	return [
		problem(
			name,
			`the cluster did not keep the options of ${installed.appId}, so that an update could take its storage from it`,
			'give all the options that it was installed with, its storage among them, with --options',
		),
	];
}

/** Which of the two the package would take is its own secret, and for good. */
function severalStorages({installed, resolved}: Subject): Check[] {
	const chosen = optionText(resolved, s3Option.bucket) !== null && optionText(resolved, volumeOption.hostname) !== null;
	if (installed !== null || !chosen) return [];
	return [
		problem(
			name,
			`the options choose two storages: ${dotted(optionsOf.s3)} and ${dotted(optionsOf.volume)}`,
			'choose one: dcos registry storage s3, or dcos registry storage volume; each takes the other out',
		),
	];
}

/** Cosmos takes empty values without a word, and the registry would never start. */
function incompleteBucket({installed, resolved}: Subject): Check[] {
	if (installed !== null || backendIn(resolved) !== 's3') return [];
	return [s3Option.path, s3Option.endpoint, s3Option.secret]
		.filter(path => optionText(resolved, path) === null)
		.map(path => problem(name, `storage s3 needs ${dotted(path)}`, 'make it complete with: dcos registry storage s3'));
}

/** With one of the two alone the packages would be gone with the task. */
function incompleteVolume({installed, resolved}: Subject): Check[] {
	const {containerPath, hostname} = volumeOption;
	const missing = [containerPath, hostname].filter(path => optionText(resolved, path) === null);
	const [one] = missing;
	if (installed !== null || one === undefined || missing.length === 2 || backendIn(resolved) === 's3') return [];
	return [
		problem(name, `storage volume needs ${dotted(one)} too`, 'make it complete with: dcos registry storage volume'),
	];
}

/** The package of 1.12 has no mount volumes, and Cosmos takes their options without a word: the packages would be gone with the task. */
function unknownVolume({options, definition}: Subject): Check[] {
	const config = definition?.config ?? null;
	const known = config === null || valueAt(config, inSchema(optionsOf.volume)) !== undefined;
	if (known || backendIn(options) !== 'volume') return [];
	return [
		problem(
			name,
			`package-registry ${definition?.version} cannot keep its packages on a mount volume, and would ignore ${dotted(optionsOf.volume)}`,
			'choose another storage: dcos registry storage s3, or dcos registry storage local',
		),
	];
}

/** Only S3 can be shared: with storage on one agent's disk, every instance would have packages of its own. */
function instances({resolved, definition}: Subject): Check[] {
	const count = valueAt(resolved, [...shapeOf(definition?.config ?? null).service, 'instances']);
	if (backendIn(resolved) === 's3' || typeof count !== 'number' || count <= 1) return [];
	return [
		problem(
			name,
			`${count} instances are asked for, but only storage s3 can be shared by several`,
			'choose it with: dcos registry storage s3, or set instances to 1',
		),
	];
}

function changed({installed, resolved}: Subject): Check[] {
	if (installed === null || installed.options === null || sameStorage(installed.options, resolved)) return [];
	return [
		problem(
			name,
			`${installed.appId} keeps its packages in ${storageInWords(installed.options)}, not in ${storageInWords(resolved)}: the storage cannot be changed after the first deployment`,
			'take the storage of the registry that runs into the options file: dcos registry storage show tells it',
		),
	];
}

/** Two registries in one place would see each other's packages. */
function shared({others, resolved}: Subject): Check[] {
	return others
		.filter(({options}) => options !== null && sharesStorage(options, resolved))
		.map(({appId}) =>
			problem(
				name,
				`the registry ${appId} keeps its packages in that place already, and no two registries may share one`,
				'choose a path of its own: dcos registry storage s3 --path <path>',
			),
		);
}
