#!/usr/bin/env bash
# The GitHub Action and the compose file: against the published schemas of both, which the package
# check-jsonschema carries, and as far as they run without GitHub and without a container.
#
#   tests/integrations/definitions.sh PATH_OF_ORGD
set -euo pipefail

ORGD_PROGRAM=$(realpath "${1:?usage: definitions.sh PATH_OF_ORGD}")
export ORGD_PROGRAM
cd "$(dirname "$0")/definitions"
home=../../../build/integrations/definitions

# Made again when the versions are others.
mkdir -p "$home"
if ! cmp --silent requirements.txt "$home/requirements.txt"; then
  rm -rf "$home"
  /usr/bin/python3 -m venv "$home"
  "$home/bin/pip" install --disable-pip-version-check --requirement requirements.txt \
    >"$home/log" 2>&1 || { tail -n 20 "$home/log" >&2; exit 1; }
  cp requirements.txt "$home/"
fi
exec "$home/bin/python" -B definitions_test.py
