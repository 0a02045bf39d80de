#!/bin/sh
# What sshd starts in place of a command, on a machine that is slow.
sleep "$(cat /etc/agent/slow-seconds)"
exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
