import {malformed} from './authorization.ts';
import {S3Error} from './s3-error.ts';

const maxSkew = 15 * 60 * 1000;

/** When the request was signed: on the `day` of its scope (YYYYMMDD), and at most 15 minutes away from `now`. */
export function readRequestDate(headers: Record<string, string>, {day, now}: {day: string; now: Date}): Date {
	const header = headers['x-amz-date'] ?? headers.date ?? '';
	const date = headers['x-amz-date'] === undefined ? new Date(header) : parseCompactDate(header);
	if (Number.isNaN(date.getTime())) throw new S3Error('AccessDenied', {}, missingDate);
	if (compactDate(date).slice(0, 8) !== day) {
		throw malformed(`Invalid credential date "${day}". This date is not the same as X-Amz-Date: "${header}".`);
	}
	if (Math.abs(now.getTime() - date.getTime()) > maxSkew) {
		const serverTime = now.toISOString().replace(/\.\d+/, '');
		throw new S3Error('RequestTimeTooSkewed', {
			RequestTime: header,
			ServerTime: serverTime,
			MaxAllowedSkewMilliseconds: maxSkew,
		});
	}
	return date;
}

/** The date as Signature Version 4 writes it: 20130524T000000Z. */
export function compactDate(date: Date): string {
	return date.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

const missingDate = 'AWS authentication requires a valid Date or x-amz-date header';

// An invalid date for every other form: S3 takes no other in x-amz-date.
function parseCompactDate(text: string): Date {
	const extended = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
	return new Date(extended === text ? '' : extended);
}
