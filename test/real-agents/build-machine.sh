# Gives a machine of the bed its file system and starts it. Runs in the bed, in a mount and a UTS namespace of the machine's own.
# Arguments: directory of the bed, name of the machine, yes if Docker is to be seen, Node.js or nothing.
# Prints the process number of the machine's init as the test sees it; the machine has started when this ends.
set -e
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
layers=added:hidden:/
[ "$3" = yes ] || layers=added:without-docker:hidden:/
root=machines/$2/root
mkdir -p "machines/$2/work" "$root"
mount -t overlay overlay -o "lowerdir=$layers,upperdir=machines/$2/upper,workdir=machines/$2/work" "$root"
mount --rbind /dev "$root/dev"
[ "$3" != yes ] || mount --rbind /sys "$root/sys"
[ -z "$4" ] || mount --bind "$4" "$root/opt/agent/node"
hostname "$2"

cd "$root"
pivot_root . mnt
cd /
exec unshare --pid sh "/mnt$here/boot-machine.sh" "/mnt$1/outer-proc"
