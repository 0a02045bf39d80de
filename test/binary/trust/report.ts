import {readFileSync} from 'node:fs';
import path from 'node:path';
import {Ajv} from 'ajv';
import type {AgentResult} from '../../../src/trust/agent-result.ts';
import type {TrustReport} from '../../../src/trust/trust-request.ts';

const schemas = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'schemas');
const schema = JSON.parse(readFileSync(path.join(schemas, 'trust-agents-v1.json'), 'utf8')) as object;
const isReport = new Ajv({strict: true, strictTypes: false, allErrors: true}).compile(schema);

/** What --json printed, held against the schema that is published for it. Throws with everything that is wrong with it. */
export function reportIn(stdout: string): TrustReport {
	const document: unknown = JSON.parse(stdout);
	if (isReport(document)) return document as unknown as TrustReport;
	const faults = isReport.errors?.map(({instancePath, message}) => `${instancePath} ${message}`).join('\n');
	throw new Error(`not as docs/schemas/trust-agents-v1.json has it:\n${faults}\n${stdout}`);
}

/** Of one agent. Throws where the report does not have it exactly once. */
export function resultOf({results}: TrustReport, address: string): AgentResult {
	const [result, ...more] = results.filter(({agent}) => agent.address === address);
	if (result === undefined || more.length > 0) throw new Error(`${address} is ${more.length + 1} times in the report`);
	return result;
}

/** The state of every agent, by address. */
export function statesOf({results}: TrustReport): Record<string, string> {
	return Object.fromEntries(results.map(({agent, state}) => [agent.address, state]));
}
