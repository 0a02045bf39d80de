#!/bin/sh
# systemctl as far as Docker's unit goes. Records its calls, and does what the test wants of it: the first line of
# /etc/agent/systemctl is an outcome (works, fails, hangs, never-back) and the seconds that a change takes.
service=/usr/lib/agent/docker-service
echo "$*" >>/var/log/systemctl.log 2>/dev/null

while [ "${1#-}" != "$1" ]; do shift; done
verb=$1
unit=${2%.service}
outcome=works
seconds=0
[ ! -s /etc/agent/systemctl ] || read -r outcome seconds </etc/agent/systemctl

complain() { # exit code, words
	echo "$2" >&2
	exit "$1"
}

change() {
	[ "$(id -u)" = 0 ] || complain 1 "Failed to $verb docker.service: Interactive authentication required."
	sleep "$seconds"
	[ "$verb" = start ] || $service stop
	[ "$verb" != stop ] || exit 0
	case $outcome in
	works) $service start && exit 0 ;;
	hangs) exec sleep infinity ;;
	never-back) exit 0 ;;
	esac
	complain 1 'Job for docker.service failed because the control process exited with error code.
See "systemctl status docker.service" and "journalctl -xe" for details.'
}

[ "$unit" = docker ] && [ -x $service ] || complain 5 "Failed to $verb ${2:-it}: Unit $unit.service not found."
case $verb in
start | stop | restart) change ;;
is-active)
	if $service running; then echo active; else
		echo inactive
		exit 3
	fi
	;;
*) complain 1 "systemctl of the test bed cannot $verb" ;;
esac
