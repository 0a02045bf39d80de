/** What an agent's `docker` is told besides the words that were typed. */
export type DockerSetting = {
	certsD: string;
	/** The file of the names that the agent resolves. */
	names: string;
	/** The daemon does not run while this file is there. */
	stopped: string;
	/**
	 * It goes through a proxy that is not there or that opens TLS, does not look at the certificates of registries or of a network of
	 * them, or never answers a pull.
	 */
	trouble: 'proxy' | 'opened' | 'insecure' | 'insecure-network' | 'hangs' | null;
};
