# shellcheck shell=bash
# What scripts/install does to a computer that becomes a room or a hub.

PROGRAM=/opt/roomkeeper
SETTINGS=/etc/roomkeeper

# The program, without what only its developers need.
copy_program() {
  local fresh=$PROGRAM/app.new
  rm -rf "$fresh"
  mkdir -p "$fresh"
  tar -C "$ROOT" -c LICENSE README.md package.json package-lock.json tsconfig.json config drivers src systemd scripts dist |
    tar -C "$fresh" -x --no-same-owner
  cd "$fresh" || return
  npm ci --omit=dev --no-audit --no-fund --loglevel=error
}

swap_program() {
  rm -rf "$PROGRAM/node.new"
  cp -a "$NODE_HOME" "$PROGRAM/node.new"
  local part
  for part in node app; do
    rm -rf "$PROGRAM/$part.old"
    [[ ! -e $PROGRAM/$part ]] || mv "$PROGRAM/$part" "$PROGRAM/$part.old"
    mv "$PROGRAM/$part.new" "$PROGRAM/$part"
    rm -rf "$PROGRAM/$part.old"
  done
  printf '#!/bin/sh\nexec /opt/roomkeeper/node/bin/node --max-semi-space-size=1 /opt/roomkeeper/app/src/cli.ts "$@"\n' >/usr/local/bin/roomkeeper
  chmod 755 /usr/local/bin/roomkeeper
}

make_user() {
  getent passwd roomkeeper >/dev/null ||
    useradd --system --user-group --home-dir /var/lib/roomkeeper --no-create-home --shell /usr/sbin/nologin roomkeeper
  usermod --append --groups video,audio roomkeeper
}

write_room_settings() {
  install -d -m 750 -o root -g roomkeeper "$SETTINGS"
  [[ -e $SETTINGS/room.yaml ]] ||
    install -m 640 -o root -g roomkeeper "$ROOT/config/room.example.yaml" "$SETTINGS/room.yaml"
}

write_hub_settings() {
  install -d -m 750 -o root -g roomkeeper "$SETTINGS"
  [[ ! -e $SETTINGS/hub.env ]] || return 0
  sed "s/hub\.example\.org/$(hostname -f)/" "$ROOT/config/hub.env" >"$SETTINGS/hub.env"
  chmod 640 "$SETTINGS/hub.env"
}

# install_units SERVICE: the one that this computer runs.
install_units() {
  install -m 644 "$ROOT"/systemd/*.service /etc/systemd/system/
  local rules
  for rules in "$ROOT"/systemd/*.rules; do
    [[ ! -e $rules ]] || install -m 644 "$rules" /etc/udev/rules.d/
  done
  [[ ! -d /etc/polkit-1/rules.d ]] || install -m 644 "$ROOT"/systemd/polkit/*.rules /etc/polkit-1/rules.d/
  # In an image that is being built, nothing runs yet: the service starts with the computer.
  if [[ ! -d /run/systemd/system ]]; then
    systemctl enable "$1"
    return
  fi
  systemctl daemon-reload
  udevadm control --reload && udevadm trigger
  systemctl enable "$1"
  systemctl restart "$1"
}
