# Restarts the Docker daemon, which ends every container of it, and waits until it answers again.

answers() { own_docker 5 version --format '{{.Server.Version}}' >/dev/null 2>&1; }

restart_docker() {
	if ! command -v systemctl >/dev/null 2>&1; then say restart failed; say_lines daemon - 'it has no systemctl'; return 1; fi
	say restart begun
	words=$(limited "$restart_seconds" systemctl restart docker 2>&1); code=$?
	[ "$code" != 124 ] || words="systemctl did not come to an end within $restart_seconds s"
	if [ "$code" != 0 ]; then say restart failed; say_lines daemon - "$words"; return 1; fi
	began=$(date +%s)
	until answers; do
		if [ $(($(date +%s) - began)) -ge "$answer_seconds" ]; then say restart silent; return 1; fi
		sleep 1
	done
	say restart 'done'
}
