# A restart of Docker that did not help is remembered in the record beside ca.crt: what that holds, when Docker was started, and what
# it said. It counts for as long as all three are the same.

# the start of the daemon, as one word; a daemon without such a file is never known to have been started anew
docker_start() {
	pid=$(cat /var/run/docker.pid 2>/dev/null)
	ticks=$(cut -d ' ' -f 22 "/proc/${pid:-0}/stat" 2>/dev/null)
	printf '%s@%s' "${ticks:-unknown}" "$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
}

circumstances() { printf '%s@%s' "$(sum_of "$certs_d/$1/ca.crt")" "$(docker_start)"; } # registry

# without what is another in every run
refusal() { printf '%s\n' "$1" | tail -n 1 | cut -c 1-500 | sed "s/$tag/TAG/g"; } # words

was_restarted() { # registry, words
	[ "$(recorded "$certs_d/$1" restarted)" = "$(circumstances "$1")" ] &&
		[ "$(sed -n 's/^refused //p' "$certs_d/$1/$record")" = "$(refusal "$2")" ]
}

remember() { # registry, words
	directory=$certs_d/$1
	take_turn || return 0
	rm -rf "${directory:?}/$aside"
	mkdir "$directory/$aside" && {
		if [ -f "$directory/$record" ]; then awk '$1 != "restarted" && $1 != "refused"' "$directory/$record"; else heading; fi
		printf 'restarted %s\nrefused %s\n' "$(circumstances "$1")" "$(refusal "$2")"
	} >"$directory/$aside/$record" && chmod 0644 "$directory/$aside/$record" && flush "$directory/$aside/$record" &&
		mv -f "$directory/$aside/$record" "$directory/$record" && rmdir "$directory/$aside" && relabel "$directory/$record"
	end_turn
}
