# shellcheck shell=bash
# What the kernel lab boots (tests/kernel-lab): QEMU, Debian's stock kernel (extracted, not installed) and a small initramfs.

LAB_HOME=$CACHE/kernel-lab
LAB_MODULES="virtio_pci 9pnet_virtio 9p overlay virtio_rng"
LAB_INIT=$ROOT/tests/kernel-lab/guest/init.sh

# The newest kernel that this Debian offers.
lab_kernel_package() {
  apt-cache depends linux-image-amd64 | awk '/Depends: linux-image-[0-9]/ { print $2; exit }'
}

lab_kernel_is_there() { [[ -f $LAB_HOME/kernel/vmlinux ]]; }

# Prints the ELF image inside of a bzImage (its header tells where it is): QEMU starts that directly, which saves seconds.
uncompressed_kernel() {
  local image=$1 setup offset length
  setup=$(od -An -tu1 -j 497 -N 1 "$image")
  offset=$(((setup + 1) * 512 + $(od -An -tu4 -j 584 -N 4 "$image")))
  length=$(od -An -tu4 -j 588 -N 4 "$image")
  # The four bytes after the compressed data are its size when unpacked.
  tail -c "+$((offset + 1))" "$image" | head -c "$((length - 4))" >"$image.packed" || true
  case $(od -An -tx1 -N 4 "$image.packed") in
  *"fd 37 7a 58") xz -dc "$image.packed" ;;
  *"28 b5 2f fd") zstd -dc "$image.packed" ;;
  *) die "the kernel in $image is packed in a way that is not known here" ;;
  esac
}

make_lab_kernel() {
  lab_kernel_is_there && return
  local package fresh=$LAB_HOME/kernel.new version
  rm -rf "$fresh" "$LAB_HOME/kernel"
  mkdir -p "$fresh/package"
  cd "$fresh/package" || return
  package=$(lab_kernel_package)
  if [[ -z $package ]] || ! apt-get download "$package"; then
    apt_update
    package=$(lab_kernel_package)
    apt-get download "$package"
  fi
  dpkg -x "$package"_*.deb .
  # Debian 13 has /lib inside of /usr.
  mkdir -p "$fresh/lib"
  mv "$(find . -path '*lib/modules' -type d | head -n 1)" "$fresh/lib/modules"
  version=$(ls "$fresh/lib/modules")
  depmod -b "$fresh" "$version"
  uncompressed_kernel "boot/vmlinuz-$version" >"$fresh/vmlinux"
  cd "$LAB_HOME" || return
  rm -rf "$fresh/package"
  mv "$fresh" "$LAB_HOME/kernel"
}

lab_initramfs() {
  printf '%s/initramfs-%s.gz' "$LAB_HOME" "$(cat "$LAB_INIT" "$LAB_HOME/kernel/lib/modules"/*/modules.order | sha256sum | head -c 12)"
}

# busybox and the modules that it takes to reach this computer's files, in the order of loading.
make_lab_initramfs() {
  local fresh=$LAB_HOME/initramfs.new version module file target
  rm -rf "$fresh" "$LAB_HOME"/initramfs-*.gz
  mkdir -p "$fresh"/{bin,dev,modules,host,new,proc,sys,upper}
  cp /bin/busybox "$fresh/bin/busybox"
  install -m 755 "$LAB_INIT" "$fresh/init"
  version=$(ls "$LAB_HOME/kernel/lib/modules")
  for module in $LAB_MODULES; do
    modprobe -d "$LAB_HOME/kernel" -S "$version" --show-depends "$module" | awk '$1 == "insmod" { print $2 }'
  done | awk '!seen[$0]++' | while read -r file; do
    target=$(basename "${file%.xz}")
    if [[ $file == *.xz ]]; then xz -dc "$file" >"$fresh/modules/$target"; else cp "$file" "$fresh/modules/$target"; fi
    printf '%s\n' "$target" >>"$fresh/modules/order"
  done
  (cd "$fresh" && find . | cpio -o -H newc --quiet) | gzip -1 >"$LAB_HOME/initramfs.gz.new"
  mv "$LAB_HOME/initramfs.gz.new" "$(lab_initramfs)"
  rm -rf "$fresh"
}

need_kernel_lab() {
  [[ $(uname -m) == x86_64 ]] || die "The kernel lab boots an x86_64 kernel: this computer is $(uname -m)."
  need_debian "Debian packages for the kernel lab" qemu-system-x86 busybox-static cpio e2fsprogs kmod udev iproute2 xz-utils zstd
  lab_kernel_is_there || need "Debian's kernel, for the lab" locked kernel-lab make_lab_kernel
  [[ -f $(lab_initramfs) ]] || need "the lab's initramfs" locked kernel-lab make_lab_initramfs
  export ROOMKEEPER_LAB_KERNEL=$LAB_HOME/kernel
  ROOMKEEPER_LAB_INITRAMFS=$(lab_initramfs)
  export ROOMKEEPER_LAB_INITRAMFS
}
