main() {
	prepare_shell
	# a profile script may have left an unfinished line
	printf '\n'
	say begin
	if [ "$(id -u)" != 0 ]; then say problem - 'the script does not run as root'
	elif ! command -v awk >/dev/null 2>&1; then say problem - 'it has no awk, which reads the certificates'
	else work; fi
	say end
}

main </dev/null
