# shellcheck shell=bash
# The npm packages of the lock file, installed again only when it (or Node) changed.

packages_stamp() { { cat "$ROOT/package-lock.json" && echo "$NODE_VERSION"; } | sha256sum; }

packages_are_there() { [[ $(cat "$ROOT/node_modules/.roomkeeper" 2>/dev/null) == "$(packages_stamp)" ]]; }

install_packages() {
  packages_are_there && return
  cd "$ROOT" || return
  npm ci --include=dev --no-audit --no-fund --loglevel=error
  packages_stamp >node_modules/.roomkeeper
}

need_packages() {
  packages_are_there || need "npm packages" locked packages install_packages
}
