#!/usr/bin/env bash
# The tests of the JUnit 5 extension, with those of its page.
#
#   tests/integrations/junit5.sh PATH_OF_ORGD
set -euo pipefail

ORGD=$(realpath "${1:?usage: junit5.sh PATH_OF_ORGD}")
export ORGD
cd "$(dirname "$0")/../.."
mkdir -p build/integrations
log=build/integrations/junit5.log
unset ORGD_CONTROL  # a sandbox that it names would be taken in place of the program
mvn --batch-mode --no-transfer-progress --file integrations/junit5/pom.xml test >"$log" 2>&1 ||
  { tail -n 60 "$log" >&2; exit 1; }
grep 'Tests run:.*Skipped: [0-9]*$' "$log"
