export type AgentType = 'private' | 'public';

/** One machine of the cluster that runs tasks. */
export type Agent = {
	/** Mesos' id, e.g. 3b1f…-S7 */
	id: string;
	hostname: string;
	/** The address that Mesos reaches it at. */
	address: string;
	type: AgentType;
	/** Whether Mesos hears from it. */
	running: boolean;
};

/** Which agents a command is about. Empty lists and null choose all. */
export type AgentFilter = {
	/** Ids, addresses or host names. */
	only: readonly string[];
	exclude: readonly string[];
	type: AgentType | null;
};
