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
../../../tools/python-environment "$home" requirements.txt
exec "$home/bin/python" -B definitions_test.py
