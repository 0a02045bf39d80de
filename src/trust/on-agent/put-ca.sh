# Puts the CA into certs.d/<registry>/ca.crt, in steps of which each leaves either the old state or the new one. Beside it lies a
# record of what was put there, written first, from which --remove takes it back. Docker reads the names that end in .crt, .cert and
# .key and no others (ReadCertsDirectory of Docker 1.8 to 28), so that the record is nothing to it. A file of somebody else's stays.

is_same() { [ "$(cat "$1")" = "$ca" ]; } # file

# whatever else stands in it
holds_ca() { # file
	common=$(printf '%s\n%s\n' "$found" "$(certificates <"$1")" | sort | uniq -d | grep -c .)
	[ "$common" = "$(printf '%s\n' "$found" | grep -c .)" ]
}

has_mode() { # file
	# shellcheck disable=SC2046 # its words, each by itself
	set -- $(ls -ln "$1")
	case $1 in -rw-r--r--*) [ "$3" = 0 ] && [ "$4" = 0 ] ;; *) return 1 ;; esac
}

# the files as they will be, in a directory that did not exist: no link can have been planted in it; cat says why it could not write
prepare() { # directory, made, sum of what is replaced
	printf '%s\n' "$ca" | cat >"$1/ca.crt" && is_same "$1/ca.crt" && sum=$(sum_of "$1/ca.crt") &&
		printf '%s\nmade %s\nsum %s\n%s' "$(heading)" "$2" "$sum" "${3:+sum $3
}" >"$1/$record" &&
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
	mkdir -p "$base/$aside/$below" && prepare "$base/$aside/$below" "$made" '' &&
		mv "$base/$aside/${below%%/*}" "$base/" && rmdir "$base/$aside" && relabel "$base/${below%%/*}"
}

# of this command, or not there
write_ca() { # directory
	made=$(recorded "$1" made); former=
	if [ -f "$1/ca.crt" ]; then former=$(sum_of "$1/ca.crt"); fi
	rm -rf "${1:?}/$aside"
	mkdir "$1/$aside" && prepare "$1/$aside" "${made:-0}" "$former" &&
		mv -f "$1/$aside/$record" "$1/$record" && mv -f "$1/$aside/ca.crt" "$1/ca.crt" && rmdir "$1/$aside" &&
		relabel "$1/ca.crt" "$1/$record"
}

# says what there is where nothing is to be done; else sets what is lacking, and what it will be
is_settled() { # registry
	file=$certs_d/$1/ca.crt; lacks=lacking; becomes=written
	[ -f "$file" ] || return 1
	if ! is_ours "$certs_d/$1"; then
		if holds_ca "$file"; then say file "$1" right; else say file "$1" foreign; fi
	elif ! is_same "$file"; then lacks=outdated; becomes=replaced; return 1
	elif ! has_mode "$file"; then return 1
	else say file "$1" right; fi
}

put() { # registry
	no_link "$1" || return 1
	is_settled "$1" && return 0
	if [ "$change" = no ]; then say file "$1" "$lacks"; return 0; fi
	if [ -d "$certs_d/$1" ]; then way=write_ca; where=$certs_d/$1; else way=make_directory; where=$1; fi
	if words=$("$way" "$where" 2>&1); then say file "$1" "$becomes"; return 0; fi
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
