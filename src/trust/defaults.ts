/** What holds where neither a flag nor a setting says otherwise. */
export const defaults = {
	/** Where DC/OS keeps the cluster's CA on every agent since 1.11. */
	caPath: '/run/dcos/pki/CA/ca-bundle.crt',
	/** Agents at once. */
	parallel: 32,
	/** Milliseconds for one agent, the two questions to its Docker included. */
	agentTimeout: 120_000,
	/** Agents whose Docker is restarted at once. */
	batch: {amount: 10, of: 'hundred'},
	/** Restarts that may fail before the rest is left. */
	maxFailures: {amount: 0, of: 'all'},
} as const;
