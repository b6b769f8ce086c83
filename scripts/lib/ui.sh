# shellcheck shell=bash
# One line a step on standard error, with how long it took; a step's whole output goes to a log file, whose place is named
# when the step fails. A step runs in a process group of its own, so that Ctrl-C or a signal at any point ends all of it.

: "${HOME:=$(getent passwd "$EUID" | cut -d: -f6)}"
export HOME
CACHE=${ROOMKEEPER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/roomkeeper}
export ROOMKEEPER_CACHE=$CACHE
LOGS=$CACHE/logs
LIB=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
STEP_PID=

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# Milliseconds since some moment.
now_ms() { printf '%s' "$((${EPOCHREALTIME/[.,]/} / 1000))"; }

seconds_since() {
  local ms=$(($(now_ms) - $1))
  printf '%d.%d s' "$((ms / 1000))" "$((ms % 1000 / 100))"
}

# Ends the running step with everything it started: asks first, insists after 5 s.
end_step() {
  [[ -n $STEP_PID ]] || return 0
  kill -TERM -- "-$STEP_PID" 2>/dev/null
  local tries
  for ((tries = 0; tries < 50; tries++)); do
    kill -0 -- "-$STEP_PID" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$STEP_PID" 2>/dev/null
}

# Called by scripts that run steps.
end_steps_on_signals() {
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap 'interrupted 129' HUP
}

interrupted() {
  trap '' INT TERM HUP
  end_step
  say ""
  say "stopped"
  exit "$1"
}

# Waits for the step; on a terminal the line shows the seconds as they pass.
await_step() {
  local title=$1 start=$2 tick
  if [[ -t 2 ]]; then
    while kill -0 "$STEP_PID" 2>/dev/null; do
      printf '\r  ..  %-46s %s' "$title" "$(seconds_since "$start")" >&2
      sleep 1 &
      tick=$!
      wait -n "$STEP_PID" "$tick" 2>/dev/null
      kill "$tick" 2>/dev/null
    done
    printf '\r' >&2
  fi
  wait "$STEP_PID" 2>/dev/null
}

# step TITLE COMMAND...: runs it and says how it went. Returns its status; STEP_LOG is where its output is.
step() {
  local title=$1 status=0 start
  shift
  start=$(now_ms)
  mkdir -p "$LOGS"
  STEP_LOG=$LOGS/$(tr -cs '[:alnum:]' - <<<"${title,,}" | sed 's/^-*//; s/-*$//').log
  set -m
  "$BASH" "$LIB/in-step.sh" "$@" >"$STEP_LOG" 2>&1 </dev/null &
  STEP_PID=$!
  set +m
  await_step "$title" "$start" || status=$?
  STEP_PID=
  if ((status == 0)); then
    printf '  ok  %-46s %s\n' "$title" "$(seconds_since "$start")" >&2
  else
    printf ' FAIL %-46s %s   log: %s\n' "$title" "$(seconds_since "$start")" "$STEP_LOG" >&2
  fi
  return "$status"
}

# Like step, but shows the end of the log and ends the script when it fails.
need() {
  step "$@" && return
  tail -n 15 "$STEP_LOG" | sed 's/^/      /' >&2
  exit 1
}

# Runs a command while nobody else runs one under the same name: locked NAME COMMAND...
locked() {
  mkdir -p "$CACHE"
  exec {lock}>"$CACHE/$1.lock"
  shift
  flock "$lock"
  "$@"
  exec {lock}>&-
}
