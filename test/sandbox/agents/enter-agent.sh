# Builds an agent's file system and runs one command in it. Started by `unshare --user --map-root-user --mount`, so that
# all mounts go with the last process of the command and nobody needs to be root.
# Arguments: agent's root, directory shared by all agents, Node.js, login (root or user), login script, command.
set -e
cd "$1"

# This machine's software, unwritable: under real root the agent's root is root on the machine too. The flags besides `ro`
# may already be set on the machine's mount, and a user namespace must not take them away.
for directory in usr bin sbin lib lib32 lib64 etc/alternatives etc/pki etc/ssl; do
	# Where /usr is merged, bin and the others are links, and stand in the root already.
	if [ -d "/$directory" ] && [ ! -L "/$directory" ]; then
		mount --rbind -o ro,nosuid,nodev "/$directory" "$directory"
	fi
done
# The machine's own Docker is none of the agent's, even for a script that extends its PATH.
for docker in usr/local/sbin/docker usr/local/bin/docker usr/sbin/docker usr/bin/docker; do
	[ ! -e "$docker" ] || mount --bind /dev/null "$docker"
done
mount --rbind /dev dev
mount --rbind /proc proc
mount -t tmpfs tmpfs tmp
mount --bind "$2" sandbox
mount --bind "$3" sandbox/node

# A login that is not root must not change these, yet it owns them outside the namespace.
if [ "$4" = user ]; then
	mount --bind -o ro,nosuid,nodev,noexec etc/docker etc/docker
	mount --bind -o ro,nosuid,nodev,noexec run/dcos run/dcos
fi

exec chroot . /bin/sh -c "$5" sh "$6"
