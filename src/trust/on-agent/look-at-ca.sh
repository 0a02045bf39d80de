# Reads the agent's CA: it must be there, be PEM, and be the cluster's: all of its certificates, or a part of them, or more than them.

certificates() {
	awk '/-----BEGIN CERTIFICATE-----/ { on = 1; text = ""; next }
		/-----END CERTIFICATE-----/ { if (on) print text; on = 0; next }
		on { gsub(/[ \t\r]/, ""); text = text $0 }' | sort -u
}

# what will be copied: a file that root alone may read can hold more
certificates_alone() {
	awk '/-----BEGIN CERTIFICATE-----/ { on = 1; text = ""; next }
		/-----END CERTIFICATE-----/ {
			if (on) printf "-----BEGIN CERTIFICATE-----\n%s-----END CERTIFICATE-----\n", text
			on = 0; next }
		on { gsub(/[ \t\r]/, ""); if ($0 ~ /[^A-Za-z0-9+\/=]/) on = 0; else if ($0 != "") text = text $0 "\n" }'
}

look_at_ca() {
	if [ ! -e "$ca_path" ]; then say ca missing; return 1; fi
	if ! ca=$(cat "$ca_path" 2>/dev/null); then say ca unreadable; return 1; fi
	if [ -z "$ca" ]; then say ca empty; return 1; fi
	case $ca in *'PRIVATE KEY'*) say ca private-key; return 1 ;; esac
	ca=$(printf '%s\n' "$ca" | certificates_alone)
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
