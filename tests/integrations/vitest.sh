#!/usr/bin/env bash
# The package for Vitest and Jest as users have it: built, its own tests run, two workers in one
# sandbox among them; then packed and installed beside the snippets of its pages, and these run in
# both runners.
#
#   tests/integrations/vitest.sh PATH_OF_ORGD
set -euo pipefail

orgd=$(realpath "${1:?usage: vitest.sh PATH_OF_ORGD}")
cd "$(dirname "$0")/../.."
home=$PWD/build/integrations/vitest
package=integrations/vitest
bin=$home/node_modules/.bin

# Its output only when it fails.
quietly() { "$@" >"$home/log" 2>&1 || { tail -n 60 "$home/log" >&2; exit 1; }; }

# Made again when the versions are others.
mkdir -p "$home"
if ! cmp --silent $package/package-lock.json "$home/installed"; then
  cp $package/package.json $package/package-lock.json "$home/"
  quietly npm ci --prefix "$home" --ignore-scripts --no-audit --no-fund --loglevel=error
  cp $package/package-lock.json "$home/installed"
fi
rm -rf "$home/package" "$home/pages"
mkdir "$home/package"
git ls-files -z $package | xargs -0 cp -r --parents -t "$home/package"
node tests/integrations/vitest_pages.mjs "$home/pages" docs/integrations/vitest.md \
  $package/README.md

unset ORGD_CONTROL
export ORGD=$orgd CI=1 NO_COLOR=1
cd "$home/package/$package"
quietly npm test
sed -n 's/^ *Tests  */orgd-sandbox: /p' "$home/log"

installed=$home/pages/node_modules/orgd-sandbox
mkdir -p "$installed"
quietly npm pack --silent --pack-destination "$home/pages"
tar -xzf "$home"/pages/*.tgz --strip-components=1 -C "$installed"
cd "$home/pages"
quietly "$bin/tsc" --noEmit --strict --target es2022 --module esnext --moduleResolution bundler \
  --skipLibCheck --types node ./*.ts ./*.mts
quietly "$bin/vitest" run projects readme
sed -n 's/^ *Tests  */pages in Vitest: /p' "$home/log"
quietly "$bin/jest" --rootDir "$home/pages" people
sed -n 's/^Tests:  */pages in Jest: /p' "$home/log"
