import stringWidth from 'string-width';
import {cutTo} from './cut-to.ts';
import {timeTaken} from './elapsed.ts';
import {stepLine} from './step-line.ts';
import {countsInWords, type Tally} from './tally.ts';

export type ManyView = {title: string; began: number; agents: Tally};

/** How much there is to draw on, and when. */
export type Window = {columns: number; rows: number; now: number};

/**
 * The work on many agents in rows that fit into a window and leave its last row free: how far it is, the agents that are open
 * (the latest ones), those that are worked on (the slowest ones), and how many there are besides. The first row has its sign before it.
 */
export function manyRows({title, began, agents}: ManyView, sign: string, window: Window): string[] {
	const {columns, rows, now} = window;
	const [first, ...second] = headLines(
		stepLine(`${title}${timeTaken(now - began)}`),
		countsInWords(agents.counts()),
		columns - 3,
	);
	const head = [`${sign} ${first}`, ...second.map(line => `  ${line}`)];
	// a window that is dragged gets a few columns narrower at a time, and breaks no row that leaves those free
	const width = columns - 3 - Math.ceil(columns / 10);
	const lines = agentLines(agents, {room: rows - 1 - head.length, now});
	const below = lines.map(({sign, text, time}) => `${sign} ${cutTo(width - time.length, text)}${time}`);
	return [...head, ...below].slice(0, Math.max(1, rows - 1));
}

/** One line where the window is wide enough, else two. */
function headLines(title: string, counts: string, width: number): [string, ...string[]] {
	const both = `${title}: ${counts}`;
	return stringWidth(both) <= width ? [both] : [cutTo(width, title), cutTo(width, counts)];
}

type Line = {sign: string; text: string; time: string};

function agentLines({open, running}: Tally, {room, now}: {room: number; now: number}): Line[] {
	const all = open.length + running.size;
	const shown = all <= room ? all : Math.max(0, room - 1);
	// however many are open, some of those that move are seen
	const opened = Math.min(open.length, Math.max(shown - running.size, Math.ceil(shown / 2)));
	const latest = open.slice(open.length - opened);
	const slowest = [...running].slice(0, shown - opened);
	return [
		...latest.map(({name, line}) => ({sign: '✖', text: stepLine(`${name} ${line}`), time: ''})),
		...slowest.map(([name, {doing, since}]) => ({
			sign: ' ',
			text: stepLine(`${name} ${doing}`),
			time: timeTaken(now - since),
		})),
		...(shown < all ? [{sign: ' ', text: `… and ${all - shown} more`, time: ''}] : []),
	];
}
