/** The word behind which shell completion asks for the cluster's agents. Nobody types it, so no help names it. */
export const agentsWord = '__complete-agents';

/** What `dcos registry help` tells beside commands, in the order of its list. */
export const topics = ['exit-codes', 'settings', 'network', 'secrets', 'ssh'] as const;

export type Topic = (typeof topics)[number];

/** The first words behind `dcos registry` that are this plugin's. Whatever else stands there is the official plugin's. */
export const ownWords: readonly string[] = ['storage', 'install', 'trust-agents', 'help', agentsWord];

/** The flags that stand behind `dcos registry` without a command. */
export const ownFlags: readonly string[] = ['--help', '-h', '--info', '--version'];
