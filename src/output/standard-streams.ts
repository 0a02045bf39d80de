/** As much of a process as prints. */
type Host = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/**
 * The standard streams, each opened when it is first asked for: Node makes a pipe or a terminal non-blocking when it opens
 * it, and a plugin that takes this process over would inherit that. A result that nobody reads any more (`| head -1`) and a terminal
 * that was closed are no failures of ours.
 */
export function standardStreams(host: Host): {stdout(): NodeJS.WriteStream; stderr(): NodeJS.WriteStream} {
	return {stdout: opened(() => host.stdout), stderr: opened(() => host.stderr)};
}

function opened(open: () => NodeJS.WriteStream): () => NodeJS.WriteStream {
	let stream: NodeJS.WriteStream | undefined;
	return () => {
		stream ??= open().on('error', () => {});
		return stream;
	};
}
