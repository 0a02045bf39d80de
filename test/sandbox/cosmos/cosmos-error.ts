import {type Answer, jsonAnswer} from '../exchange.ts';
import {packageType} from './media-type.ts';

/** A failure in Cosmos' own terms: clients tell them apart by `type`, since nearly all of them are a 400. */
export class CosmosError extends Error {
	readonly type: string;
	readonly status: number;
	readonly data: object | undefined;

	constructor(type: string, message: string, data?: object, status = 400) {
		super(message);
		this.type = type;
		this.data = data;
		this.status = status;
	}
}

export function errorAnswer({type, message, data, status}: CosmosError): Answer {
	return jsonAnswer(status, {type, message, data}, packageType('error', 'v1'));
}

export function packageNotFound(packageName: string): CosmosError {
	return new CosmosError('PackageNotFound', `Package [${packageName}] not found`, {packageName});
}

export function versionNotFound(packageName: string, packageVersion: string): CosmosError {
	const message = `Version [${packageVersion}] of package [${packageName}] not found`;
	return new CosmosError('VersionNotFound', message, {packageName, packageVersion});
}

/** What Cosmos says of its own accidents. */
export function unhandled(message: string): CosmosError {
	return new CosmosError('unhandled_exception', message, undefined, 500);
}

/** A 400 of its own, not a 404. */
export function appNotFound(appId: string): CosmosError {
	const message = `Unable to locate service with marathon appId: '${appId}'`;
	return new CosmosError('MarathonAppNotFound', message, {appId});
}
