# The files below certs.d: their names, and what putting and taking back have in common.

certs_d=/etc/docker/certs.d
record=.dcos-registry
# shellcheck disable=SC2034 # a restart needs it not
kept=ca.crt.before-dcos-registry
aside=.dcos-registry.new
gone=.dcos-registry.old

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
}

recorded() { # directory, word
	[ -f "$1/$record" ] && awk -v word="$2" '$1 == word { print $2; exit }' "$1/$record"
}

sum_of() { cksum <"$1" | tr -d ' \n'; }

# on the disk before it gets its name: after a power failure there is the old file or the whole new one. A sync that takes no
# names would write everything that the machine has
flush() { # files
	case $(sync --help 2>&1) in *FILE*) sync "$@" 2>/dev/null ;; esac
	:
}

relabel() { if command -v restorecon >/dev/null 2>&1; then restorecon -R "$@"; fi; } # paths

# a second name for the same file, where the file system has such
name_too() { ln "$1" "$2" 2>/dev/null || { cp -p "$1" "$2" && flush "$2"; } || { rm -f "$2"; return 1; }; } # file, name
