import {type AnyCommand, commonOptions} from '../command.ts';

/** Which flags can be set for good, held against the flags of the commands. */
export function settingsTopic(commands: readonly AnyCommand[]): string {
	return `How a flag is set for good, for the attached cluster.

Examples:
    # take the keys of this profile unless --profile says otherwise
    dcos config set registry.profile registry
    # a flag without a value is set by true
    dcos config set registry.quiet true
    # a flag that can be given several times is a list with commas
    dcos config set registry.exclude 10.0.3.7,10.0.3.8
    # as if it had never been set
    dcos config unset registry.profile

What counts, the first that says something:
    the flag
        --profile registry; a flag that a setting switches on is switched off by --quiet=false
    the setting
        dcos hands registry.path-style over as DCOS_REGISTRY_PATH-STYLE; DCOS_REGISTRY_PATH_STYLE from the environment counts too
    the options file
        for what stands in it, such as the bucket
    the default
        as the help of each command tells it

A flag also wins over a setting that excludes it.

Said each time, because they answer, overwrite or restart; a setting of one is an error of the commands that have the flag:
${neverTaken(commands)
	.map(([name, why]) => `    --${name}\n        ${why}\n`)
	.join('')}
Settings of dcos itself that count here:
    core.ssl_verify
        how the cluster's certificate is checked
    core.ssh_user, core.ssh_proxy_ip
        who logs in to the agents, and through which machine

DCOS_TIMEOUT in the environment is the time limit of each request to the cluster, in seconds.
`;
}

/** The names of those flags, each once with why, in the order of the alphabet. */
export function neverTaken(commands: readonly AnyCommand[]): readonly (readonly [string, string])[] {
	const all = [...commands.map(({options}) => options), commonOptions].flatMap(options => Object.entries(options));
	const reasons = all.flatMap(([name, {neverFromSettings: why}]) => (why === undefined ? [] : [[name, why] as const]));
	return [...new Map(reasons)].sort(([one], [other]) => (one < other ? -1 : 1));
}
