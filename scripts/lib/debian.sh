# shellcheck shell=bash
# Debian packages: installs what is missing and nothing else. Debian 12 and 13, as root or with sudo.

# Prints those of the named packages that are not installed.
debian_missing() {
  command -v dpkg-query >/dev/null || die "This needs Debian 12 or 13 (dpkg is not here). Install the equivalents of: $*"
  local installed package
  installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for package; do
    grep -qx "$package installed" <<<"$installed" || printf '%s\n' "$package"
  done
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

# Asks for the password while there is somebody to ask: steps run without a keyboard.
become_root() {
  ((EUID == 0)) && return
  command -v sudo >/dev/null || die "Packages are missing and sudo is not here. As root: apt-get install $*"
  sudo -n true 2>/dev/null && return
  say "Installing Debian packages needs your password: $*"
  sudo -v || die "Without it, let somebody run: apt-get install $*"
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -y "$@"
}

# The package lists have a lock that apt-get does not wait for.
apt_update() {
  local tries
  for ((tries = 0; tries < 30; tries++)); do
    apt_get update 2>&1 | tee "$LOGS/apt-update.log"
    ((PIPESTATUS[0] == 0)) && return 0
    grep -q 'Could not get lock' "$LOGS/apt-update.log" || return 1
    sleep 5
  done
  return 1
}

apt_install() {
  # An interrupted installation is finished first; without one this does nothing.
  as_root dpkg --configure -a
  if compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null && apt_get install --no-install-recommends "$@"; then return; fi
  apt_update
  apt_get install --no-install-recommends "$@"
}

# need_debian TITLE PACKAGE...
need_debian() {
  local title=$1 missing
  shift
  mapfile -t missing < <(debian_missing "$@")
  ((${#missing[@]} == 0)) && return
  become_root "${missing[@]}"
  need "$title" apt_install "${missing[@]}"
}

# What the room needs for its pictures and sound.
need_media_packages() {
  need_debian "Debian packages for pictures and sound" gstreamer1.0-tools gstreamer1.0-plugins-base \
    gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-alsa alsa-utils v4l-utils ca-certificates
}

# A display without a screen, and a hand at its mouse and keyboard.
need_window_packages() {
  need_debian "Debian packages for windows on a display" xvfb xdotool
}

# What it takes to show a page and to look at it.
need_page_packages() {
  need_debian "Debian packages for a browser" chromium fonts-dejavu-core fonts-noto-cjk fonts-noto-color-emoji
}

# The hub's other store and what connects several hubs, for their tests: programs only, no database of the system's own.
need_hub_stores() {
  local missing
  mapfile -t missing < <(debian_missing postgresql nats-server)
  ((${#missing[@]} == 0)) && return
  become_root "${missing[@]}"
  as_root install -d /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' |
    as_root tee /etc/postgresql-common/createcluster.d/roomkeeper.conf >/dev/null
  need_debian "Debian packages for the hub's stores" postgresql nats-server
}
