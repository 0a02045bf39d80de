/** How the cluster and the store are reached. */
export function networkTopic(): string {
	return `How the cluster and the bucket are reached. Nothing has to be told twice: the cluster, its login and its certificate are those of dcos.

Examples:
    # check the cluster's certificate with this authority
    dcos config set core.ssl_verify /etc/ssl/dcos-ca.crt
    # a bucket whose certificate a private authority has signed
    dcos registry storage verify --endpoint-ca ca.pem
    # through a proxy, except to hosts that are near
    HTTPS_PROXY=http://proxy.example.com:3128 NO_PROXY=.example.com,10.0.0.0/8 dcos registry install

Certificate of the cluster:
    core.ssl_verify is a file
        that authority alone is trusted; a file that cannot be read is an error
    core.ssl_verify is true
        what this machine trusts
    core.ssl_verify is false
        nothing is checked: one loud warning, and a command that would send a secret asks first

Proxies:
    HTTPS_PROXY, HTTP_PROXY
        http://USER:PASSWORD@HOST:PORT, in upper or lower case
    NO_PROXY
        hosts, suffixes, addresses and networks that are reached without it

Time limits:
    DCOS_TIMEOUT
        seconds that each request to the cluster may take
    --timeout, --agent-timeout
        how long an installation is waited for, and how long one agent may take

Reading is tried again where the network or the cluster failed for a moment; a change is made again only where that does no harm.
`;
}
