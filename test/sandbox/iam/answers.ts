import {type Answer, jsonAnswer} from '../exchange.ts';

const titles: Record<number, string> = {400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 409: 'Conflict'};

/** The IAM's error body. An unknown user, resource or action is its 400, never a 404. */
export function iamError(status: number, code: string, description: string): Answer {
	return jsonAnswer(status, {title: titles[status] ?? 'Error', description, code});
}

export function unknownUser(uid: string): Answer {
	return iamError(400, 'ERR_UNKNOWN_USER_ID', `User with uid \`${uid}\` not known.`);
}

export function unknownResource(rid: string): Answer {
	return iamError(400, 'ERR_UNKNOWN_RESOURCE_ID', `Resource with rid \`${rid}\` not known.`);
}

/** Where an object of the IAM lives: slashes in a resource ID are encoded twice, because its front end decodes once. */
export function iamUrl(...segments: string[]): string {
	return `/acs/api/v1/${segments.map(segment => segment.replaceAll('/', '%252F')).join('/')}`;
}
