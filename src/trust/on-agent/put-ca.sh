# Puts the CA into certs.d/<registry>/ca.crt, in steps of which each leaves either the old state or the new one. Beside it lies a
# record of what was there before, written first, from which --remove takes everything back. Docker reads the names that end in
# .crt, .cert and .key and no others (ReadCertsDirectory of Docker 1.8 to 28), so that the record is nothing to it.

is_right() { # file
	[ -f "$1" ] && [ "$(cat "$1")" = "$ca" ] || return 1
	# shellcheck disable=SC2046 # its words, each by itself
	set -- $(ls -ln "$1")
	case $1 in -rw-r--r--*) [ "$3" = 0 ] && [ "$4" = 0 ] ;; *) return 1 ;; esac
}

# the files as they will be, in a directory that did not exist: no link can have been planted in it; cat says why it could not write
prepare() { # directory, made, before
	printf '%s\n' "$ca" | cat >"$1/ca.crt" && [ "$(cat "$1/ca.crt")" = "$ca" ] && sum=$(sum_of "$1/ca.crt") &&
		printf '%s\nmade %s\nbefore %s\nsum %s\n' \
			'# of "dcos registry trust-agents", which needs it to take its work back (--remove)' "$2" "$3" "$sum" >"$1/$record" &&
		chmod 0644 "$1/ca.crt" "$1/$record" && chown 0:0 "$1/ca.crt" "$1/$record" && flush "$1/ca.crt" "$1/$record"
}

# every directory that is missing comes with its files in it, in one step
make_directory() { # registry
	base=/etc; below=docker/certs.d/$1; made=3
	for each in docker certs.d; do
		[ -d "$base/$each" ] || break
		base=$base/$each; below=${below#*/}; made=$((made - 1))
	done
	# made by an earlier run, for another registry
	earlier=$(awk '$1 == "made" && $2 > most { most = $2 } END { print most + 0 }' "$certs_d"/*/"$record" 2>/dev/null)
	[ "${earlier:-0}" -gt "$made" ] && made=$earlier
	mkdir -p "$base/$aside/$below" && prepare "$base/$aside/$below" "$made" none &&
		mv "$base/$aside/${below%%/*}" "$base/" && rmdir "$base/$aside" && relabel "$base/${below%%/*}"
}

# what somebody else has put there is kept
replace_ca() { # directory
	made=$(recorded "$1" made); before=$(recorded "$1" before); theirs=no
	rm -rf "${1:?}/$aside"
	if [ -f "$1/ca.crt" ]; then
		if [ "$(sum_of "$1/ca.crt")" != "$(recorded "$1" sum)" ]; then theirs=yes; before=kept; fi
	elif [ -e "$1/ca.crt" ]; then echo "$1/ca.crt is no file"; return 1; fi
	mkdir "$1/$aside" && prepare "$1/$aside" "${made:-0}" "${before:-none}" || return 1
	if [ "$theirs" = yes ]; then rm -f "$1/$kept" && name_too "$1/ca.crt" "$1/$kept" || return 1; fi
	mv -f "$1/$aside/$record" "$1/$record" && mv -f "$1/$aside/ca.crt" "$1/ca.crt" && rmdir "$1/$aside" &&
		relabel "$1/ca.crt" "$1/$record"
}

put() { # registry
	no_link "$1" || return 1
	if is_right "$certs_d/$1/ca.crt"; then say file "$1" right; return 0; fi
	if [ "$change" = no ]; then say file "$1" lacking; return 0; fi
	if [ -d "$certs_d/$1" ]; then way=replace_ca; where=$certs_d/$1; else way=make_directory; where=$1; fi
	if words=$("$way" "$where" 2>&1); then say file "$1" written; return 0; fi
	rm -rf "${certs_d:?}/$1/$aside" 2>/dev/null
	clear_aside
	say problem "$1" "ca.crt could not be written: $words"
	return 1
}

put_all() {
	failed=no
	if [ "$change" = yes ]; then take_turn || return 1; clear_aside; fi
	for registry in $registries; do put "$registry" || failed=yes; done
	[ "$change" = no ] || end_turn
	[ "$failed" = no ]
}
