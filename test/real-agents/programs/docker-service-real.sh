#!/bin/sh
# Starts and stops the machine's own dockerd. It answers when a start has ended.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
pid_file=/run/docker.pid
log=/var/log/docker.log

running() { [ -s $pid_file ] && kill -0 "$(cat $pid_file)" 2>/dev/null; }

start() {
	running && return 0
	rm -f $pid_file
	# As a unit's EnvironmentFile; nothing else of whoever starts it reaches the daemon.
	environment=$(cat /etc/agent/docker-environment 2>/dev/null)
	env -i PATH=$PATH $environment setsid /usr/sbin/dockerd --bridge=none --iptables=false --ip-forward=false --ip-masq=false \
		--storage-driver=vfs --shutdown-timeout=1 --cgroup-parent="/$(cat /etc/agent/cgroup)" </dev/null >>$log 2>&1 &
	daemon=$!
	for attempt in $(seq 300); do
		docker version >/dev/null 2>&1 && return 0
		kill -0 $daemon 2>/dev/null || break
		sleep 0.05
	done
	echo 'dockerd did not start' >&2
	tail -n 5 $log >&2
	return 1
}

stop() {
	running || return 0
	pid=$(cat $pid_file)
	kill "$pid"
	waited=0
	while kill -0 "$pid" 2>/dev/null; do
		waited=$((waited + 1))
		[ $waited -ne 600 ] || kill -9 "$pid"
		sleep 0.05
	done
}

case $1 in
start) start ;;
stop) stop ;;
running) running ;;
esac
