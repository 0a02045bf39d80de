# What every part of the script stands on. The mark keeps a banner or a profile script from being taken for one of its lines.

prepare_shell() {
	LC_ALL=C; export LC_ALL
	PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH
	# what somebody's profile or configuration has Docker ask another daemon, or another server: there is no such directory
	unset DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS DOCKER_TLS_VERIFY DOCKER_CERT_PATH DOCKER_API_VERSION DOCKER_CONTENT_TRUST
	DOCKER_CONFIG=/run/dcos-registry.none; export DOCKER_CONFIG
	umask 022
}

say() { printf '%s %s\n' "$mark" "$*"; }

# tells each line of a text, and no more of it than anybody would read
say_lines() { # verb, registry, text
	printf '%s\n' "$3" | tail -n 5 | cut -c 1-500 | while IFS= read -r line; do say "$1" "$2" "$line"; done
}

limited() { # seconds, command ...
	limit=$1; shift
	if command -v timeout >/dev/null 2>&1; then timeout "$limit" "$@"; else "$@"; fi
}

# Two runs at once take turns. The lock ends with the process, so that none is left behind; without flock there is none.
lock=/run/dcos-registry.lock
take_turn() {
	command -v flock >/dev/null 2>&1 && (: >>"$lock") 2>/dev/null || return 0
	exec 9>>"$lock"
	# ksh and mksh keep a descriptor above 2 from what they start, unless it is handed over by name
	flock -w 60 9 9>&9 && return 0
	say problem - 'another run is changing the same files and has not ended within 60 s'
	return 1
}
end_turn() { exec 9>&-; }
