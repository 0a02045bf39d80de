# The first process of a bed, in namespaces of its own. Argument: the bed's directory. Prints the process number that the
# test knows it by, once machines can be started.
set -e
mount -t tmpfs -o mode=0755 tmpfs "$1"
cd "$1"
# Shows process numbers as the test sees them.
mkdir outer-proc
mount --bind /proc outer-proc
read -r pid rest <outer-proc/self/stat
mount -t proc proc /proc
ip link set lo up

# Layers of every machine's file system over this machine's own: what it must not see of it, then (by the test) what it has instead.
hide() { # layer, path below the root …
	layer=$1
	shift
	for path; do
		mkdir -p "$layer/$(dirname "$path")"
		mknod "$layer/$path" c 0 0
	done
}
hide hidden root home run tmp etc/docker etc/ssh etc/sudoers.d var/lib/docker var/log usr/local/bin/docker
hide without-docker usr/bin/docker usr/sbin/dockerd
mkdir added machines

echo "$pid"
# Nobody waits for the processes that are left to an init; with the signal ignored the kernel buries them.
exec env --ignore-signal=CHLD cat >/dev/null
