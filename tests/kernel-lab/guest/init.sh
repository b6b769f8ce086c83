#!/bin/busybox sh
# First program of the lab's virtual machine: the host's whole root, read-only over 9p, below an overlay in memory, and one
# folder of the host that both may write to. lab_run and lab_start come from the kernel's command line.
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for word in $(cat /proc/cmdline); do
  case $word in lab_run=*) run=${word#lab_run=} ;; lab_start=*) start=${word#lab_start=} ;; esac
done
while read -r module; do
  insmod "/modules/$module" || echo "lab: $module cannot be loaded"
done </modules/order
ninep() { mount -t 9p -o "trans=virtio,version=9p2000.L,msize=524288,$3" "$1" "$2" || { echo "lab: no share $1"; poweroff -f; }; }
ninep host /host ro,cache=loose
mount -t tmpfs -o size=60% tmpfs /upper
mkdir -p /upper/files /upper/work
mount -t overlay -o lowerdir=/host,upperdir=/upper/files,workdir=/upper/work overlay /new
mkdir -p "/new$run"
ninep run "/new$run" rw,cache=none
for folder in proc sys dev; do mount --move "/$folder" "/new/$folder"; done
exec switch_root /new /bin/bash "$start" "$run"
