# Takes back what the record says this command has put there: afterwards the directories are as they were before. What it has not
# put there, or what somebody has changed since, stays. Cut off anywhere, the next one goes on.

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

# the record goes last, so that a run that was cut off is seen as such
take() { # registry
	directory=$certs_d/$1; made=$(recorded "$directory" made)
	rm -rf "${directory:?}/$aside"
	rm -f "$directory/ca.crt" || return 1
	if [ "${made:-0}" -ge 1 ] && holds_only "$directory" "$record"; then drop_directory "$1" "$made"
	else rm -f "$directory/$record"; fi
}

# what is only remembered of a file of somebody else's
forget() { # directory
	if [ "$change" = yes ]; then rm -rf "${1:?}/$aside" "${1:?}/$record" 2>/dev/null; fi
}

take_back() { # registry
	no_link "$1" || return 1
	directory=$certs_d/$1
	if [ -z "$(recorded "$directory" sum)" ]; then
		forget "$directory"
		if [ -e "$directory/ca.crt" ]; then say file "$1" foreign; else say file "$1" absent; fi
		return 0
	fi
	if [ -e "$directory/ca.crt" ] && ! is_ours "$directory"; then
		say problem "$1" "$directory/ca.crt was changed by somebody else since it was put there, and stays"; return 1
	fi
	if [ "$change" = no ]; then say file "$1" ours; return 0; fi
	if words=$(take "$1" 2>&1); then say file "$1" removed; return 0; fi
	say problem "$1" "ca.crt could not be taken back: $words"
	return 1
}

take_all_back() {
	if [ "$change" = yes ]; then take_turn || return 1; clear_aside; fi
	for registry in $registries; do take_back "$registry"; done
	[ "$change" = no ] || end_turn
}
