import type {Step} from '../output/progress.ts';
import type {World} from '../world.ts';

/** Does something as one step of the progress, which tells of its failure too. */
export async function inStep<T>(
	title: string,
	{progress}: Pick<World, 'progress'>,
	work: (step: Step) => Promise<T>,
): Promise<T> {
	const step = progress.step(title);
	try {
		return await work(step);
	} catch (error) {
		step.failed(error instanceof Error ? error.message : String(error));
		throw error;
	}
}
