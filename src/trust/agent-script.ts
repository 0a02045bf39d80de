import {UsageError} from '../errors/errors.ts';

export type ScriptWishes = {
	/** Begins every line of the script's own, so that a banner or a profile script cannot be taken for one. */
	mark: string;
	/** The cluster's CA certificates: the base64 text of each, without line breaks. */
	clusterCertificates: readonly string[];
	/** Where the agent keeps the cluster's CA. */
	caPath: string;
	/** The registry part of image names, literally: with and without port. */
	registries: readonly string[];
	/** Part of the name of an image that cannot exist. */
	imageTag: string;
	/** false: look only. */
	change: boolean;
};

/** The login shell may be any: nothing of the user's is in here, and only the quoted part needs a POSIX shell. */
export const startScript = `exec sh -c 'if [ "$(id -u)" = 0 ]; then exec sh -s; else exec sudo -n sh -s; fi'`;

/** How long one question to the Docker daemon may take, in seconds. */
export const proofLimit = 40;

/**
 * The script for one agent, for standard input. It needs a POSIX sh and awk, is read as a whole before it does anything (a cut
 * connection runs nothing), and touches only certs.d/<registry>/ca.crt. Safe to repeat.
 */
export function agentScript(wishes: ScriptWishes): string {
	const settings = {
		mark: wishes.mark,
		ca_path: wishes.caPath,
		registries: wishes.registries.join(' '),
		tag: wishes.imageTag,
		change: wishes.change ? 'yes' : 'no',
		wanted: wishes.clusterCertificates.join('\n'),
	};
	const assignments = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
	return `${assignments.join('\n')}\n${body}`;
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(value: string): string {
	if (value.includes('\0')) throw new UsageError('a value for the agents holds a zero byte');
	return `'${value.replaceAll("'", `'\\''`)}'`;
}

const body = String.raw`
LC_ALL=C; export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH
umask 022

say() { printf '%s %s\n' "$mark" "$*"; }

certificates() {
	awk '/-----BEGIN CERTIFICATE-----/ { on = 1; text = ""; next }
		/-----END CERTIFICATE-----/ { if (on) print text; on = 0; next }
		on { gsub(/[ \t\r]/, ""); text = text $0 }' | sort -u
}

limited() {
	if command -v timeout >/dev/null 2>&1; then timeout ${proofLimit} "$@"; else "$@"; fi
}

# the CA must be there, be PEM, and be the cluster's: all of its certificates, or a part of them, or more than them
look_at_ca() {
	if [ ! -e "$ca_path" ]; then say ca missing; return 1; fi
	if ! ca=$(cat "$ca_path" 2>/dev/null); then say ca unreadable; return 1; fi
	found=$(printf '%s\n' "$ca" | certificates)
	if [ -z "$found" ]; then say ca not-pem; return 1; fi
	printf '%s\n' "$found" | while IFS= read -r each; do say certificate "$each"; done
	wanted=$(printf '%s\n' "$wanted" | sort -u)
	common=$(printf '%s\n%s\n' "$found" "$wanted" | sort | uniq -d | grep -c .)
	if [ "$common" -gt 0 ]; then
		if [ "$common" = "$(printf '%s\n' "$found" | grep -c .)" ]; then say ca same; return 0; fi
		if [ "$common" = "$(printf '%s\n' "$wanted" | grep -c .)" ]; then say ca same; return 0; fi
	fi
	say ca different
	return 1
}

is_right() {
	[ -f "$1" ] && [ "$(cat "$1")" = "$ca" ] || return 1
	set -- $(ls -ln "$1")
	case $1 in -rw-r--r--*) [ "$3" = 0 ] ;; *) return 1 ;; esac
}

# what is written is what was looked at, byte for byte
write_ca() {
	mkdir -p "$1" && cat "$ca_path" >"$1/$temporary" && [ "$(cat "$1/$temporary")" = "$ca" ] &&
		chmod 0644 "$1/$temporary" && chown 0:0 "$1/$temporary" &&
		mv -f "$1/$temporary" "$1/ca.crt" && if command -v restorecon >/dev/null 2>&1; then restorecon "$1" "$1/ca.crt"; fi
}

put() {
	directory=/etc/docker/certs.d/$1
	temporary=.ca.$mark
	for each in /etc/docker/certs.d "$directory" "$directory/ca.crt"; do
		if [ -L "$each" ]; then say problem "$1" "$each is a symbolic link, which is not followed"; return 1; fi
	done
	if [ -d "$directory/ca.crt" ]; then say problem "$1" "$directory/ca.crt is a directory"; return 1; fi
	if is_right "$directory/ca.crt"; then say file "$1" right; return 0; fi
	if [ "$change" = no ]; then say file "$1" lacking; return 0; fi
	if words=$(write_ca "$directory" 2>&1); then say file "$1" written; return 0; fi
	rm -f "$directory/$temporary" 2>/dev/null
	say problem "$1" "$words"
	return 1
}

prove() {
	words=$(limited docker pull "$1/dcos-registry-proof-$tag:$tag" 2>&1)
	say proof "$1" "$?"
	printf '%s\n' "$words" | tail -n 5 | cut -c 1-500 | while IFS= read -r line; do say words "$1" "$line"; done
}

main() {
	# a profile script may have left an unfinished line
	printf '\n'
	say begin
	if [ "$(id -u)" != 0 ]; then say problem - 'the script does not run as root'; say end; return; fi
	if ! command -v awk >/dev/null 2>&1; then say problem - 'it has no awk, which reads the certificates'; say end; return; fi
	if look_at_ca; then
		failed=no
		for registry in $registries; do put "$registry" || failed=yes; done
		if ! command -v docker >/dev/null 2>&1; then say docker missing
		elif [ "$failed" = no ]; then for registry in $registries; do prove "$registry"; done; fi
	fi
	say end
}

main </dev/null
`;
