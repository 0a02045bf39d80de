import type {ChangedWorld} from './changed-run.ts';

/** What was told in it once, and scene, answer, place, kind and format of the smallest world in which it was. */
const found: readonly (readonly [string, readonly [number, number, number, number, number]])[] = [
	['Cannot read properties of null (reading dcos-variant)', [0, 0, 0, 0, 0]],
	['Cannot read properties of undefined (reading map)', [0, 2, 0, 2, 0]],
	['Cannot read properties of null (reading packages)', [0, 2, 0, 0, 0]],
	['Cannot read properties of undefined (reading name)', [1, 1, 1, 0, 0]],
	['stdout has a forged line', [1, 3, 0, 28, 0]],
	['Cannot read properties of null (reading id)', [3, 3, 1, 4, 0]],
	['Cannot read properties of undefined (reading length)', [3, 3, 2, 2, 0]],
	['Cannot destructure property value of jsonOf(...) as it is null', [4, 8, 0, 0, 0]],
	['Cannot read properties of null (reading slaves)', [4, 12, 0, 0, 0]],
	['Cannot read properties of null (reading apps)', [4, 24, 0, 0, 0]],
	['(intermediate value).map is not a function', [4, 24, 1, 2, 0]],
	['Cannot destructure property security of jsonOf(...) as it is null', [5, 1, 0, 0, 0]],
	['Cannot read properties of null (reading packageDefinition)', [5, 4, 228, 1, 0]],
	['actions.some is not a function', [5, 10, 171, 2, 0]],
	['stderr has a raw sign', [6, 0, 0, 29, 1]],
	['stderr has a forged line', [6, 0, 0, 40, 0]],
	['stdout has a raw sign', [6, 5, 1, 19, 0]],
	['queue.find is not a function', [7, 24, 1, 2, 0]],
	['Cannot read properties of null (reading uri)', [8, 2, 1, 4, 0]],
	['(intermediate value).packages.map is not a function', [8, 4, 1, 2, 0]],
	['Cannot destructure property queue of jsonOf(...) as it is null', [8, 33, 0, 0, 0]],
	['Cannot read properties of null (reading app)', [9, 12, 0, 0, 0]],
	['Cannot read properties of null (reading flatMap)', [9, 17, 0, 0, 0]],
	['Cannot read properties of undefined (reading replace)', [12, 0, 3, 0, 0]],
	['all is proved, and an agent did not say so', [10, 4, 4, 0, 0]],
	['all is proved, and an agent did not say so', [10, 4, 7, 0, 0]],
];

/** The smallest worlds in which a command told of a defect, showed a raw sign of others, let one look like a line of ours, or claimed a proof. */
export const smallest: readonly ChangedWorld[] = found.map(([, [scene, answer, place, kind, format]]) => ({
	scene,
	format,
	answer,
	always: false,
	place,
	kind,
}));
