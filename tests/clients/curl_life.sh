#!/usr/bin/env bash
# The life of an organization through curl: from its creation to the key that it leaves behind.
#
#   tests/clients/curl_life.sh PATH_OF_ORGD
set -euo pipefail

orgd=$(realpath "${1:?usage: curl_life.sh PATH_OF_ORGD}")
work=$(mktemp -d)
server=

end() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap end EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# The value that a Python expression has for the JSON document `a` on standard input.
pick() { /usr/bin/python3 -c "import json, sys; a = json.load(sys.stdin); print(($1))"; }

accept='application/vnd.atlas.2023-01-01+json'

# call STATUS METHOD PATH [BODY]: sends the request as $key, or as nobody when that is empty. Leaves
# the answer's body in $body; fails when the status or the content type is another.
call() {
  local expected=$1 method=$2 path=$3 sent=${4-} options=() got status type
  [ -z "$key" ] || options+=(--digest --user "$key")
  [ -z "$sent" ] || options+=(--header 'Content-Type: application/json' --data "$sent")
  got=$(curl --silent --show-error --max-time 20 --request "$method" "${options[@]}" \
    --header "Accept: $accept" --output "$work/body" --write-out '%{http_code} %{content_type}' \
    "$url$path") || fail "$method $path: curl ends with $?"
  status=${got%% *} type=${got#* }
  body=$(cat "$work/body" 2>/dev/null || true)
  rm -f "$work/body"
  printf '%-6s %-66s %s  %.80s\n' "$method" "${path%%\?*}" "$status" "${body//$'\n'/}"
  [ "$status" = "$expected" ] || fail "$method $path answers $status, not $expected: $body"
  case $status:$type in
    204:* | 20[012]:"$accept" | 4??:application/json) ;;
    200:application/json) [[ $path == /orgd/* ]] || fail "$path answers as $type" ;;
    *) fail "$method $path answers $status as $type" ;;
  esac
}

# expect EXPRESSION VALUE: what the last answer must say.
expect() {
  local found
  found=$(pick "$1" <<<"$body") || fail "no $1 in $body"
  [ "$found" = "$2" ] || fail "$1 is $found, not $2"
}

start() {
  local made
  made=$("$orgd" init --data "$work/store" --org Parent --owner owner@example.org --json)
  owner=$(pick 'a["ownerId"]' <<<"$made")
  key=$(pick 'a["publicKey"] + ":" + a["privateKey"]' <<<"$made")
  : >"$work/out"  # the background process may not have made it when it is first read
  "$orgd" serve --data "$work/store" --listen 127.0.0.1:0 >"$work/out" 2>"$work/log" &
  server=$!
  for _ in $(seq 200); do
    url=$(sed -n 's/^listening on //p' "$work/out")
    [ -z "$url" ] || return 0
    kill -0 "$server" 2>/dev/null || fail "the server ends: $(cat "$work/log")"
    sleep 0.05
  done
  fail "the server does not listen"
}

create_and_change() {
  call 201 POST "$api" "{\"name\":\"Life\",\"orgOwnerId\":\"$owner\",
    \"apiKey\":{\"desc\":\"key of a life\",\"roles\":[\"ORG_OWNER\"]}}"
  expect 'a["organization"]["name"]' Life
  org=$(pick 'a["organization"]["id"]' <<<"$body")
  key=$(pick 'a["apiKey"]["publicKey"] + ":" + a["apiKey"]["privateKey"]' <<<"$body")

  call 200 GET "$api"
  expect 'a["totalCount"], a["results"][0]["id"]' "(1, '$org')"
  call 200 PATCH "$api/$org" '{"name":"Life & Times"}'
  call 200 GET "$api/$org"
  expect 'a["name"]' 'Life & Times'

  call 200 GET "$api/$org/settings"
  expect 'a["multiFactorAuthRequired"], a["securityContact"]' '(False, None)'
  call 200 PATCH "$api/$org/settings" '{"securityContact":"security@example.org"}'
  call 200 GET "$api/$org/settings"
  expect 'a["securityContact"]' security@example.org
}

invite_and_accept() {
  local invitation link pages token own_key=$key
  call 200 POST "$api/$org/invites" '{"username":"Dana@Example.org","roles":["ORG_READ_ONLY"]}'
  expect 'a["username"], a["roles"], a["orgId"]' "('Dana@Example.org', ['ORG_READ_ONLY'], '$org')"
  invitation=$(pick 'a["id"]' <<<"$body")
  call 200 GET "$api/$org/invites"
  expect '[one["id"] for one in a]' "['$invitation']"

  link=$("$orgd" outbox --data "$work/store" --json |
    pick "[mail['link'] for mail in a if mail['invitationId'] == '$invitation'][0]")
  pages=${url/127.0.0.1/localhost}  # people are led to the name of this machine
  [[ $link == "$pages"/* ]] || fail "the link $link leads elsewhere than to $pages"
  [[ $link == *"/console/accept/$invitation#token="* ]] || fail "the link $link is of no page"
  token=${link#*#token=}
  link=/orgd/v1/invitations/$invitation:accept
  key=
  call 200 POST "$link" "{\"token\":\"$token\",\"firstName\":\"Dana\",
    \"lastName\":\"Diaz\",\"country\":\"US\",\"password\":\"correct horse\"}"
  expect 'a["username"], a["orgMembershipStatus"]' "('Dana@Example.org', 'ACTIVE')"
  call 404 POST "$link" "{\"token\":\"$token\"}"
  expect 'a["errorCode"]' INVALID_INVITATION_ID
  key=$own_key

  call 200 GET "$api/$org/users"
  expect 'a["totalCount"], sorted(one["username"] for one in a["results"])' \
    "(2, ['Dana@Example.org', 'owner@example.org'])"
  call 200 GET "$api/$org/invites"
  expect a '[]'
}

empty_and_delete() {
  local project
  call 201 POST /api/atlas/v2/groups "{\"name\":\"Work\",\"orgId\":\"$org\"}"
  expect 'a["name"], a["orgId"]' "('Work', '$org')"
  project=$(pick 'a["id"]' <<<"$body")
  call 409 DELETE "$api/$org"
  expect 'a["errorCode"], a["error"]' "('ORG_NOT_EMPTY', 409)"
  call 202 DELETE "/api/atlas/v2/groups/$project"
  call 204 DELETE "$api/$org"
  call 401 GET "$api/$org"
}

api=/api/atlas/v2/orgs
start
create_and_change
invite_and_accept
empty_and_delete
kill "$server"
wait "$server" || fail "the server answers SIGTERM with exit code $?"
server=
echo "curl: a whole life, as documented"
