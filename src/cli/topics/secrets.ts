/** Where keys and passwords go, and where they never are. */
export function secretsTopic(): string {
	return `Where keys, passwords and the login go, and where they never are.

Examples:
    # store one profile of the AWS credential file, and no other, for the registry alone
    dcos registry storage s3 --bucket my-packages --path dcos --endpoint https://s3.us-east-1.amazonaws.com --profile registry
    # replace the keys after they were renewed
    dcos registry storage s3 --rotate
    # see that the stored keys still work
    dcos registry storage verify

What is stored in the cluster:
    <service name>/s3-credentials
        a credential file with the one profile; only the registry with this name may read it
    <service name>/service-account
        the login of the registry's service account; its private key was made in memory and is nowhere else

What never happens:
    The login, keys and passwords are in no argument, no file, no log (-vv included), no error, no plan and no JSON document.
    What a server, a proxy or an agent sends back of them is hidden too: [redacted] stands in its place.
    The login of dcos is in the environment of no other program, except that of the official plugin with the same word, which needs it.
    The password of sudo (--ask-sudo-password) goes to each agent's sudo through the SSH connection, and nowhere else.

Keys that expire cannot be used: the registry needs a long-lived pair, so that a profile with a session token, a role or a single
sign-on is refused with what to do instead.
`;
}
