# shellcheck shell=bash
# The pages' build, made again only when something that goes into it changed.

pages_stamp() {
  cd "$ROOT" || return
  { find src/web src/domain src/protocol -type f -print0 | sort -z | xargs -0 sha256sum && sha256sum package-lock.json; } |
    sha256sum
}

pages_are_there() {
  [[ -f $ROOT/dist/web/panel/index.html && $(cat "$ROOT/dist/.roomkeeper" 2>/dev/null) == "$(pages_stamp)" ]]
}

build_pages() {
  pages_are_there && return
  cd "$ROOT" || return
  npm run build
  pages_stamp >dist/.roomkeeper
}

need_pages() {
  pages_are_there || need "the pages' build" locked pages build_pages
}
