#!/usr/bin/env bash
# What a step runs in: a shell of its own that stops at the first error, whoever called the step. in-step.sh COMMAND...
set -euo pipefail
lib=$(dirname "$(readlink -f "$0")")
# shellcheck source=scripts/lib/all.sh
source "$lib/all.sh"
"$@"
