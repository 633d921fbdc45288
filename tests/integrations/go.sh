#!/usr/bin/env bash
# The tests of the Go module orgdtest, and those of its page, which use the official SDK.
#
#   tests/integrations/go.sh PATH_OF_ORGD
set -euo pipefail

ORGD=$(realpath "${1:?usage: go.sh PATH_OF_ORGD}")
cd "$(dirname "$0")/../.."
go=$(tools/find-go integrations/go/go.mod)
unset ORGD_CONTROL  # a sandbox that it names would be taken in place of the program
export ORGD GOTOOLCHAIN=local GOFLAGS='-mod=readonly -buildvcs=false'
for module in integrations/go integrations/go/example; do
  "$go" -C "$module" vet ./...
  "$go" -C "$module" test -count=1 -timeout=10m ./...
done
