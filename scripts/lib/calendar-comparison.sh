# shellcheck shell=bash
# What calendars are measured against. Neither is part of the project: fetched when it is measured, kept in the cache.

COMPARISON=${ROOMKEEPER_CACHE:-$HOME/.cache/roomkeeper}/calendar-comparison
export COMPARISON

need_calendar_comparison() {
  mkdir -p "$COMPARISON"
  fetch_libical_rules || note "libical's rules cannot be had (Debian's source packages): left out"
  fetch_fixtures || note "the fixtures of recurring-ical-events cannot be had (PyPI, python3-venv): left out"
}

note() {
  printf '%s\n' "$*" >&2
}

# By apt, with lists of its own: nothing of the computer's is touched.
fetch_libical_rules() {
  [[ -s $COMPARISON/rules.txt ]] && return
  local work release
  work=$(mktemp -d) || return
  release=$(. /etc/os-release && printf %s "$VERSION_CODENAME")
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian %s main\n' \
    "$release" >"$work/sources.list"
  local own=(-o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/cache")
  (
    cd "$work" &&
      apt-get "${own[@]}" update && apt-get "${own[@]}" source --tar-only libical3 &&
      tar xzf libical3_*.orig.tar.gz &&
      cat libical-*/src/test/icalrecur{,_withouticu}_test.out >"$COMPARISON/rules.txt"
  ) >"$COMPARISON/libical.log" 2>&1
  local status=$?
  rm -rf "$work"
  return $status
}

fetch_fixtures() {
  [[ -s $COMPARISON/counts.json ]] && return
  local work status
  work=$(mktemp -d) || return
  (
    cd "$work" && python3 -m venv python && PATH="$work/python/bin:$PATH" &&
      pip install --quiet recurring-ical-events==3.8.2 &&
      pip download --quiet --no-deps --no-binary recurring-ical-events recurring-ical-events==3.8.2 &&
      tar xzf recurring_ical_events-*.tar.gz && mkdir -p "$COMPARISON/fixtures" &&
      cp recurring_ical_events-*/recurring_ical_events/test/calendars/*.ics "$COMPARISON/fixtures/" &&
      python "$ROOT/scripts/bench/recurrence/count-fixtures.py" "$COMPARISON/fixtures" >"$work/counts.json" &&
      cp "$work/counts.json" "$COMPARISON/counts.json"
  ) >"$COMPARISON/fixtures.log" 2>&1
  status=$?
  rm -rf "$work"
  return $status
}
