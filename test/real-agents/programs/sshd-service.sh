#!/bin/sh
# Starts and stops the machine's sshd. It listens when a start has ended. A stop leaves the sessions that are open.
pid_file=/run/sshd.pid

start() {
	/usr/sbin/sshd -E /var/log/sshd.log
}

stop() {
	[ -s $pid_file ] || return 0
	pid=$(cat $pid_file)
	kill "$pid" 2>/dev/null
	while kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
}

case $1 in
start) start ;;
stop) stop ;;
restart) stop && start ;;
esac
