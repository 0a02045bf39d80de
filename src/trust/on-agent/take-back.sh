# Takes back what the record says this command has put there: afterwards the directories are as they were before. What it has not
# put there, or what somebody has changed since, stays. Cut off anywhere, the next one goes on.

same() { [ -f "$1" ] && [ -f "$2" ] && [ "$(sum_of "$1")" = "$(sum_of "$2")" ]; } # file, file

holds_only() { [ "$(ls -A "$1")" = "$2" ]; } # directory, name

# the directories that were made go in one step too, from the topmost that holds nothing else
drop_directory() { # registry, made
	clear_aside
	top=$certs_d/$1
	if [ "$2" -ge 2 ] && holds_only "$certs_d" "$1"; then
		top=$certs_d
		if [ "$2" -ge 3 ] && holds_only /etc/docker certs.d; then top=/etc/docker; fi
	fi
	mv "$top" "${top%/*}/$gone" && rm -rf "${top%/*}/${gone:?}"
}

# the record says so, or a run was cut off between keeping the file and writing the record
was_kept() { # directory
	[ -f "$1/$kept" ] || return 1
	[ "$(recorded "$1" before)" = kept ] || same "$1/ca.crt" "$1/$kept"
}

# shellcheck disable=SC2046 # its words, each by itself
number_of() { set -- $(ls -i "$1"); echo "$1"; } # file

# the record goes last but one, so that a run that was cut off is seen as such; mv refuses to rename one name of a file to another
put_back() { # directory
	if [ ! -f "$1/ca.crt" ] || [ "$(number_of "$1/ca.crt")" != "$(number_of "$1/$kept")" ]; then
		mkdir "$1/$aside" && name_too "$1/$kept" "$1/$aside/ca.crt" && mv -f "$1/$aside/ca.crt" "$1/ca.crt" && rmdir "$1/$aside" ||
			return 1
	fi
	rm -f "$1/$record" && rm -f "$1/$kept"
}

restore() { # registry
	directory=$certs_d/$1; made=$(recorded "$directory" made)
	rm -rf "${directory:?}/$aside"
	if was_kept "$directory"; then put_back "$directory"; return; fi
	rm -f "$directory/ca.crt" "$directory/$kept" || return 1
	if [ "${made:-0}" -ge 1 ] && holds_only "$directory" "$record"; then drop_directory "$1" "$made"
	else rm -f "$directory/$record"; fi
}

# ca.crt is what was written, or what was there before, or not there: nobody else has changed it
is_ours() { # directory
	[ -f "$1/ca.crt" ] || return 0
	[ "$(sum_of "$1/ca.crt")" = "$(recorded "$1" sum)" ] && return 0
	same "$1/ca.crt" "$1/$kept"
}

take_back() { # registry
	no_link "$1" || return 1
	directory=$certs_d/$1
	if [ ! -f "$directory/$record" ]; then
		if [ "$change" = yes ]; then rm -rf "${directory:?}/$aside" "${directory:?}/$kept" 2>/dev/null; fi
		if [ -e "$directory/ca.crt" ]; then say file "$1" foreign; else say file "$1" absent; fi
		return 0
	fi
	if ! is_ours "$directory"; then
		say problem "$1" "$directory/ca.crt was changed by somebody else since it was put there, and stays"; return 1
	fi
	if [ "$change" = no ]; then say file "$1" ours; return 0; fi
	if words=$(restore "$1" 2>&1); then say file "$1" removed; return 0; fi
	say problem "$1" "ca.crt could not be taken back: $words"
	return 1
}

take_all_back() {
	if [ "$change" = yes ]; then take_turn || return 1; clear_aside; fi
	for registry in $registries; do take_back "$registry"; done
	[ "$change" = no ] || end_turn
}
