# Asks the agent's own daemon for an image that cannot exist, under each name. The daemon reads certs.d at every pull (Docker 20.10).

# registries that the daemon asks without checking their certificate: its answer about an image would prove nothing
unchecked='{{range .RegistryConfig.IndexConfigs}}{{if not .Secure}}{{.Name}} {{end}}{{end}}'

prove() { # registry
	words=$(limited "$proof_seconds" docker pull "$1/dcos-registry-proof-$tag:$tag" 2>&1)
	say proof "$1" "$?"
	say_lines words "$1" "$words"
	case $words in *'unknown authority'*) ask_curl "$1" ;; esac
}

# Whether the registry's certificate is from this CA at all: if it is not, no restart of Docker would help. DC/OS needs curl anyway.
ask_curl() { # registry
	command -v curl >/dev/null 2>&1 || return 0
	limited "$curl_seconds" curl --silent --output /dev/null --noproxy '*' --cacert "$certs_d/$1/ca.crt" "https://$1/v2/"
	say curl "$1" "$?"
}

# a file of somebody else's for which Docker refuses the whole directory
look_at_others() { # registry
	for each in "$certs_d/$1"/*.cert; do
		if [ -f "$each" ] && [ ! -f "${each%.cert}.key" ]; then say odd "$1" "$each has no key beside it"; fi
	done
	for each in "$certs_d/$1"/*.key; do
		if [ -f "$each" ] && [ ! -f "${each%.key}.cert" ]; then say odd "$1" "$each has no certificate beside it"; fi
	done
}

ask_docker() {
	if ! command -v docker >/dev/null 2>&1; then say docker missing; return; fi
	words=$(limited "$facts_seconds" docker info --format "$unchecked" 2>&1); code=$?
	if [ "$code" != 0 ]; then
		# without a daemon, Docker 20.10 speaks of the template instead
		case $words in *template*) words=$(limited 5 docker version --format '{{.Server.Version}}' 2>&1) ;; esac
		say docker silent "$code"; say_lines daemon - "$words"
		return
	fi
	say docker answers
	for each in $words; do say unchecked "$each"; done
	for registry in $registries; do look_at_others "$registry"; prove "$registry"; done
}
