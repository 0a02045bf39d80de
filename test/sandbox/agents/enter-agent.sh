# Builds an agent's file system and runs one command in it. Started by `unshare --user --map-root-user --mount`, so that
# all mounts go with the last process of the command and nobody needs to be root.
# Arguments: agent's root, directory shared by all agents, login (root or user), disk (writable, read-only or full), login
# script, command.
set -e
cd "$1"

# One process for all of them takes a third of the time that one for each does.
mounts=
add() { # what, where, type, options
	mounts="$mounts$1 /proc/self/cwd/$2 $3 $4 0 0
"
}
# This machine's software, unwritable: under real root the agent's root is root on the machine too. The flags besides `ro`
# may already be set on the machine's mount, and a user namespace must not take them away.
for directory in usr bin sbin lib lib32 lib64 etc/alternatives etc/pki etc/ssl; do
	# Where /usr is merged, bin and the others are links, and stand in the root already.
	if [ -d "/$directory" ] && [ ! -L "/$directory" ]; then
		add "/$directory" "$directory" none rbind,ro,nosuid,nodev
	fi
done
# The machine's own Docker and sudo are none of the agent's, even for a script that extends its PATH.
for program in docker sudo; do
	for directory in usr/local/sbin usr/local/bin usr/sbin usr/bin; do
		[ ! -e "/$directory/$program" ] || add /dev/null "$directory/$program" none bind
	done
done
add /dev dev none rbind
add /proc proc none rbind
mount -t tmpfs tmpfs tmp
# it takes no pipe
printf %s "$mounts" >tmp/fstab
mount --all --fstab tmp/fstab
rm tmp/fstab
mount --bind "$2" sandbox

# A login that is not root must not change these, yet it owns them outside the namespace.
if [ "$3" = user ]; then
	mount --bind -o ro,nosuid,nodev,noexec etc/docker etc/docker
	mount --bind -o ro,nosuid,nodev,noexec run/dcos run/dcos
fi

if [ "$4" = read-only ]; then
	mount --rbind -o ro,nosuid,nodev,noexec etc etc
fi

# What is there stays readable. Directories still fit, as on a disk that has kept some room for them.
if [ "$4" = full ]; then
	cp -R etc/docker tmp/docker
	mount -t tmpfs -o size=128k,mode=755 tmpfs etc/docker
	cp -R tmp/docker/. etc/docker
	rm -r tmp/docker
	head -c 1000000 /dev/zero >etc/docker/.full 2>/dev/null || true
fi

exec chroot . /bin/sh -c "$5" sh "$6"
