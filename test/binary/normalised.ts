import path from 'node:path';
import type {Operator} from './operator.ts';

/** The text with what is different in every run taken out. */
export function normalised(text: string, {sandbox, directory}: Operator): string {
	return text
		.replaceAll(path.dirname(directory), '<sandbox>')
		.replaceAll(new URL(sandbox.url).port, '<port>')
		.replaceAll(String(sandbox.s3.service.port), '<s3 port>')
		.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '00000000-0000-0000-0000-000000000000')
		.replaceAll(/([0-9A-F]{2}:){31}[0-9A-F]{2}/g, '<fingerprint>')
		.replaceAll(/\b\d+\.\ds\b/g, '<time>');
}
