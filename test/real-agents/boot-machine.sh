# Starts a machine whose root is in place. The children of this shell are in the machine's own PID namespace, the first as its init.
# Argument: where process numbers are shown as the test sees them.
set -e
sh -c '
	read -r pid rest <"$1/self/stat"
	echo "$pid" >/run/init.pid
	exec env --ignore-signal=CHLD sleep infinity </dev/null >/dev/null 2>&1
' init "$1" &
while [ ! -s /run/init.pid ]; do sleep 0.01; done
cat /run/init.pid
mount -t proc proc /proc
umount -l /mnt
/usr/lib/agent/sshd-service start
[ ! -x /usr/lib/agent/docker-service ] || /usr/lib/agent/docker-service start
