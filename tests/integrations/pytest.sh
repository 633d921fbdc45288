#!/usr/bin/env bash
# The pytest plugin as users have it: built, installed, its types checked, its tests run. Among them
# are the snippets of its pages, and two workers of pytest-xdist in one sandbox.
#
#   tests/integrations/pytest.sh PATH_OF_ORGD
set -euo pipefail

orgd=$(realpath "${1:?usage: pytest.sh PATH_OF_ORGD}")
cd "$(dirname "$0")/../../integrations/pytest"
home=../../build/integrations/pytest

# Its output only when it fails.
quietly() { "$@" >"$home/log" 2>&1 || { tail -n 60 "$home/log" >&2; exit 1; }; }

../../tools/python-environment "$home" requirements.txt
quietly "$home/bin/pip" install --disable-pip-version-check --no-deps --no-build-isolation \
  --force-reinstall .
quietly "$home/bin/mypy" --cache-dir=/dev/null
unset ORGD_CONTROL
export ORGD=$orgd PYTHONDONTWRITEBYTECODE=1
quietly "$home/bin/python" -m pytest -p no:cacheprovider --color=no
echo "pytest-orgd: $(tail -n 1 "$home/log" | tr -d =)"
