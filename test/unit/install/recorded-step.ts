import type {Step} from '../../../src/output/progress.ts';

/** A step of the progress that keeps what it was told, in order. */
export function recordedStep(): {step: Step; states: readonly string[]} {
	const states: string[] = [];
	const step: Step = {
		update: state => void states.push(state),
		done: result => void states.push(`done: ${result ?? ''}`),
		unchanged: result => void states.push(`unchanged: ${result}`),
		failed: reason => void states.push(`failed: ${reason}`),
	};
	return {step, states};
}
