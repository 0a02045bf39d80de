#!/bin/sh
# The `docker` of a machine without a real one: the sandbox's double, for root alone.
if [ "$(id -u)" != 0 ]; then
	echo 'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock' >&2
	exit 1
fi
exec /opt/agent/node /opt/agent/docker-stub.mjs "$(cat /etc/agent/docker-setting.json)" "$@"
