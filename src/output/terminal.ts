export type Terminal = {
	/** It has to know its columns and rows. */
	stream: NodeJS.WriteStream;
	color: boolean;
	/** Milliseconds since some moment, whatever becomes of the date. */
	now: () => number;
};
