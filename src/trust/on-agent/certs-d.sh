# The files below certs.d: their names, and what putting, taking back and remembering have in common.

certs_d=/etc/docker/certs.d
record=.dcos-registry
aside=.dcos-registry.new
gone=.dcos-registry.old

heading() { echo '# of "dcos registry trust-agents", which needs it to take its work back (--remove)'; }

# what a run that was cut off may have left; the names are ours alone
clear_aside() {
	for each in /etc /etc/docker "$certs_d"; do
		[ "$each" = "$certs_d" ] && [ -L "$each" ] && continue
		rm -rf "${each:?}/$aside" "${each:?}/$gone" 2>/dev/null
	done
	:
}

no_link() { # registry
	for each in "$certs_d" "$certs_d/$1" "$certs_d/$1/ca.crt"; do
		if [ -L "$each" ]; then say problem "$1" "$each is a symbolic link, which is not followed"; return 1; fi
	done
	if [ -d "$certs_d/$1/ca.crt" ]; then say problem "$1" "$certs_d/$1/ca.crt is a directory"; return 1; fi
	if [ -e "$certs_d/$1/ca.crt" ] && [ ! -f "$certs_d/$1/ca.crt" ]; then say problem "$1" "$certs_d/$1/ca.crt is no file"; return 1; fi
}

recorded() { # directory, word
	[ -f "$1/$record" ] && awk -v word="$2" '$1 == word { print $2; exit }' "$1/$record"
}

sum_of() { cksum <"$1" | tr -d ' \n'; }

# the record has the sum of what was put there, and of what it replaced: the record is written first
is_ours() { # directory
	[ -f "$1/$record" ] && awk -v sum="$(sum_of "$1/ca.crt")" '$1 == "sum" && $2 == sum { ours = 1 } END { exit !ours }' "$1/$record"
}

# on the disk before it gets its name: after a power failure there is the old file or the whole new one. A sync that takes no
# names would write everything that the machine has
flush() { # files
	case $(sync --help 2>&1) in *FILE*) sync "$@" 2>/dev/null ;; esac
	:
}

# the label that SELinux's policy has for the place; where there is no SELinux, restorecon does nothing
relabel() { # paths
	if command -v restorecon >/dev/null 2>&1; then restorecon -R "$@" 2>/dev/null; fi
	:
}
