export type Terminal = {
	/** It has to know its columns and rows. */
	stream: NodeJS.WriteStream;
	color: boolean;
	/** Milliseconds since 1970. */
	now: () => number;
};
