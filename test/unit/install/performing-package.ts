import type {JsonObject} from '../../../src/errors/json.ts';
import {packageStep} from '../../../src/install/package-step.ts';
import type {Findings} from '../../../src/install/preflight.ts';
import {type Made, undoAll} from '../../../src/install/undo.ts';
import {merge} from '../../../src/options/merge.ts';
import {defaultsOf} from '../../../src/options/schema.ts';
import {findings as firstFindings} from './first-findings.ts';
import {stepAround} from './install-world.ts';
import {memoryCluster, type State, type Traits} from './memory-cluster.ts';
import {config} from './package.ts';

export const options: JsonObject = {service: {name: 'r'}};
export const findings: Findings = {...firstFindings, options, resolved: merge(defaultsOf(config), options)};
export const wanted = {packageVersion: '2.0.0', given: options};
export const what = 'package-registry 2.0.0 as /r';

/** What the step before this one made. */
export const account: Made = {what: 'the account', undo: async () => 'nothing to undo', command: 'delete it'};

/** The step in such a cluster; `meanwhile` is what somebody else does while we sleep. */
export async function performing(traits: Traits = {}, found = findings, meanwhile: (state: State) => void = () => {}) {
	const memory = memoryCluster(traits);
	const {around, ...rest} = stepAround({memory, onSleep: () => meanwhile(memory.state)});
	around.journal.add(account);
	const result = await packageStep(found, around).catch((error: unknown) => error);
	const [before, ...made] = around.journal.made();
	const undone = () => undoAll(around.journal, rest.world);
	return {...rest, result, accountIsOurs: before === account, made, undone};
}
