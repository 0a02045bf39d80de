/** Where DC/OS keeps the cluster's CA on every agent since 1.11. */
export const defaultCaPath = '/run/dcos/pki/CA/ca-bundle.crt';

/** Milliseconds for one agent, the two questions to its Docker included. */
export const defaultAgentTimeout = 120_000;
