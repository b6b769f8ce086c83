# shellcheck shell=bash
# Everything in this folder. ROOT is the checkout.
lib=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
export ROOT
ROOT=$(dirname "$(dirname "$lib")")
for part in ui debian node packages pages livekit calendar-servers calendar-comparison kernel-lab room-computer; do
  # shellcheck source=/dev/null
  source "$lib/$part.sh"
done
