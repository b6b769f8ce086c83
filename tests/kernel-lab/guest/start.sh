#!/usr/bin/env bash
# Process 1 of the virtual machine once the host's files are there: what a Debian has after its start, as far as devices and
# our programs need it, and then the agent. start.sh RUN, the folder that guest and host share.
set -u
run=$1
# shellcheck source=/dev/null
source "$run/environment"
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /dev/shm /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t devpts devpts /dev/pts
mount -t debugfs debugfs /sys/kernel/debug
mkdir -p /lib/modules
mount --bind "$LAB_KERNEL/lib/modules" /lib/modules
modprobe -a virtio_blk ext4
mkdir -p /run/checkout
mount -t ext4 -o ro /dev/vda /run/checkout || echo "lab: the disk with the checkout cannot be mounted"
for folder in src drivers node_modules; do mount --bind "/run/checkout/$folder" "$LAB_ROOT/$folder"; done
hostname lab
# Whoever crashes leaves its memory beside the logs.
ulimit -c unlimited
echo "$run/core.%e.%p" >/proc/sys/kernel/core_pattern
ip link set lo up
modprobe virtio_net
udevd=/lib/systemd/systemd-udevd
# The udev rules that an installed Roomkeeper has.
mkdir -p /etc/udev/rules.d
cp "$LAB_ROOT"/systemd/*.rules /etc/udev/rules.d/ 2>/dev/null
"$udevd" --daemon --children-max=4
udevadm settle --timeout=10
card=$(basename "$(find /sys/class/net -mindepth 1 ! -name lo | head -n 1)")
ip addr add 10.0.2.15/24 dev "$card"
ip link set "$card" up
ip route add default via 10.0.2.2
echo "lab: started after $(cut -d' ' -f1 /proc/uptime) s"
cd "$LAB_ROOT" || exit
node tests/kernel-lab/guest/agent.ts "$LAB_AGENT_PORT"
echo "lab: the agent ended with $?"
echo o >/proc/sysrq-trigger
sleep 5
