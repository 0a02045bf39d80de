# Runs a bed of agents until stdin ends, which it does when the test process is gone, however that ended. Nothing of the bed
# outlives its init: the processes and mounts go with their namespaces, the addresses with theirs.
# Arguments: directory of the bed, which becomes a mount point; name of the cgroup below which its containers run.
here=$(dirname "$0")
unshare --mount --net --pid --fork --kill-child --propagation private sh "$here/bed-init.sh" "$1"
status=$?

# Cgroups are the machine's, so those of containers that were killed with everything else are still there.
for attempt in 1 2 3 4 5 6 7 8 9 10; do
	left=$(find /sys/fs/cgroup -maxdepth 4 -type d -name "$2" 2>/dev/null)
	[ -n "$left" ] || break
	find $left -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.1
done
exit $status
