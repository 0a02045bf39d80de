import path from 'node:path';
import type {Operator} from './operator.ts';

/** The text with what is different in every run taken out; `ports` are those beside the sandbox's, by what to call them. */
export function normalised(
	text: string,
	{sandbox, directory}: Pick<Operator, 'sandbox' | 'directory'>,
	ports: ReadonlyMap<number, string> = new Map(),
): string {
	const named = new Map([
		...ports,
		[Number(new URL(sandbox.url).port), '<port>'],
		[sandbox.s3.service.port, '<s3 port>'],
	]);
	return withNames(text, named)
		.replaceAll(path.dirname(directory), '<sandbox>')
		.replaceAll(/<sandbox>\/store-\w{6}/g, '<store>')
		.replaceAll(/(?<=-probe-)[0-9a-f]{16}/g, '<random>')
		.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '00000000-0000-0000-0000-000000000000')
		.replaceAll(/SHA256:[\w+/]{43}/g, 'SHA256:<key>')
		.replaceAll(/([0-9A-F]{2}:){31}[0-9A-F]{2}/g, '<fingerprint>')
		.replaceAll(/\b\d+\.\ds\b/g, '<time>');
}

function withNames(text: string, ports: ReadonlyMap<number, string>): string {
	return text.replaceAll(/:(\d+)\b/g, (whole, port: string) => {
		const name = ports.get(Number(port));
		return name === undefined ? whole : `:${name}`;
	});
}
