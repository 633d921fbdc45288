#!/usr/bin/env bash
# Published packages of Python, as pip gives them: pyatlassdk, atlasapi, mongodbatlas.
#
#   tests/clients/python_packages.sh PATH_OF_ORGD
set -euo pipefail

orgd=$(realpath "${1:?usage: python_packages.sh PATH_OF_ORGD}")
cd "$(dirname "$0")/python"
home=../../../build/clients/python
../../../tools/python-environment "$home" requirements.txt
log=$home/log
for program in pyatlassdk_life.py old_packages.py; do
  if ! "$home/bin/python" "$program" "$orgd" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    exit 1
  fi
  grep 'as documented$\|does not have$' "$log" | grep -v '^refused'
done
