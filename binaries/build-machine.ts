/** Ends the process where nothing can be built: the code cache and the blob are made by the Node.js of linux-x64. */
export function refuseElsewhere(): void {
	if (process.platform === 'linux' && process.arch === 'x64') return;
	process.stderr.write(
		`Error: the plugin is built on linux-x64, for all systems, and this is ${process.platform}-${process.arch}\n`,
	);
	process.exit(1);
}
