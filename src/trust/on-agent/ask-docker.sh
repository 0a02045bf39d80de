# Asks the agent's own daemon for an image that cannot exist, under each name. The daemon reads certs.d at every pull (Docker 20.10).

# what of the daemon's setting makes its answer about an image worth less; the proxy itself may hold a password, and is not asked for
facts='{{range .RegistryConfig.IndexConfigs}}{{if not .Secure}}unchecked {{.Name}}{{"\n"}}{{end}}{{end}}'
facts=$facts'{{range .RegistryConfig.InsecureRegistryCIDRs}}network {{.}}{{"\n"}}{{end}}'
facts=$facts'{{if .HTTPSProxy}}proxied{{"\n"}}{{end}}{{if .HTTPProxy}}proxied{{"\n"}}{{end}}{{if .NoProxy}}direct {{.NoProxy}}{{end}}'

# the agent's own daemon, whichever another the environment or a context names
own_docker() { # seconds, words
	most=$1; shift
	limited "$most" docker -H unix:///var/run/docker.sock "$@"
}

# another program that goes by the name of docker
is_podman() { case $(limited 5 docker --version 2>&1) in *[Pp]odman*) true ;; *) false ;; esac }

# /snap/bin/docker is a link to /usr/bin/snap
is_snap() { case $(readlink -f "$(command -v docker)" 2>/dev/null) in */snap | /snap/*) true ;; *) false ;; esac }

# whether the daemon has networks of insecure registries besides Docker's own
has_networks() { # settings
	rest=$1
	while :; do
		case $rest in *'network '*) rest=${rest#*network } ;; *) return 1 ;; esac
		case $rest in 127.0.0.0/8* | ::1/128*) ;; *) return 0 ;; esac
	done
}

# which of them the registry is in: the daemon looks its addresses up as well
look_up() { # registry
	getent ahosts "${1%:*}" 2>/dev/null | awk '{ print $1 }' | sort -u | while IFS= read -r each; do say address "$1" "$each"; done
}

prove() { # registry
	words=$(own_docker "$proof_seconds" pull "$1/dcos-registry-proof-$tag:$tag" 2>&1)
	say proof "$1" "$?"
	say_lines words "$1" "$words"
	case $words in *x509*) if is_snap; then say kind snap; fi ;; esac
	case $words in *'unknown authority'*) ask_curl "$1"; on_refusal "$1" "$words" ;; esac
}

# Whether the registry's certificate is from this CA at all: if it is not, no restart of Docker would help. DC/OS needs curl anyway.
ask_curl() { # registry
	command -v curl >/dev/null 2>&1 || return 0
	# busybox' timeout leaves somebody behind for a while, who would hold the session open
	limited "$curl_seconds" curl --disable --silent --noproxy '*' --cacert "$ca_path" "https://$1/v2/" >/dev/null 2>&1
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
	words=$(own_docker "$facts_seconds" info --format "$facts" 2>&1); code=$?
	if [ "$code" != 0 ]; then
		# without a daemon, Docker 20.10 speaks of the template; another version may lack a field of it
		case $words in *template*) words=$(own_docker 5 version --format '{{.Server.Version}}' 2>&1); code=$? ;; esac
		if is_podman; then say kind podman; code=125; fi
		if [ "$code" != 0 ]; then say docker silent "$code"; say_lines daemon - "$words"; return; fi
		words=untold
	fi
	say docker answers
	printf '%s\n' "$words" | while IFS= read -r each; do [ -z "$each" ] || say setting "$each"; done
	if has_networks "$words"; then for registry in $registries; do look_up "$registry"; done; fi
	for registry in $registries; do look_at_others "$registry"; prove "$registry"; done
}
