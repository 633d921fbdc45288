-- Load for wrk: Digest requests over many organizations, each with its own key, or one plain request.
-- All requests are made before the clock starts, so that sending them costs the same against every
-- server. Request k uses nonce k mod N with count k div N + 1: counts rise and none comes twice.
--
-- Environment: BENCH_MODE get | invite | options, BENCH_LIST (of bench_seed_store), BENCH_NONCES (one
-- a line), BENCH_COUNT (requests to make), BENCH_HOST.
local ffi = require("ffi")
local bit = require("bit")

ffi.cdef [[unsigned char *MD5(unsigned char const *data, size_t size, unsigned char *digest);]]
local crypto = ffi.load("libcrypto.so.3")

local mode = os.getenv("BENCH_MODE")
local host = os.getenv("BENCH_HOST")
local cnonce = "0123456789abcdef"
local step = 7919 -- prime: walks through all organizations before it meets one again
local threads = {}

local hexes = {}
for byte = 0, 255 do hexes[byte] = bit.tohex(byte, 2) end
local digest = ffi.new("unsigned char[16]")
local pieces = {}

local function md5(text)
  crypto.MD5(text, #text, digest)
  for i = 0, 15 do pieces[i + 1] = hexes[digest[i]] end
  return table.concat(pieces, "", 1, 16)
end

local function lines_of(file)
  local lines = {}
  for line in io.lines(file) do lines[#lines + 1] = line end
  return lines
end

local nonces = {}
local callers = {}
local made = {}
local sent = 0

local function read_callers()
  local method = mode == "invite" and "POST" or "GET"
  for _, line in ipairs(lines_of(os.getenv("BENCH_LIST"))) do
    local org, key, _, ha1 = line:match("^(%S+) (%S+) (%S+) (%S+)$")
    local uri = "/api/atlas/v2/orgs/" .. org .. (mode == "invite" and "/invites" or "")
    callers[#callers + 1] = { key = key, uri = uri, ha1 = ha1, ha2 = md5(method .. ":" .. uri) }
  end
end

local function authorization(k, caller)
  local nonce = nonces[k % #nonces + 1]
  local nc = bit.tohex(math.floor(k / #nonces) + 1)
  local response = md5(table.concat(
    { caller.ha1, nonce, nc, cnonce, "auth", caller.ha2 }, ":"))
  return table.concat({
    'Authorization: Digest username="', caller.key, '", realm="MMS Public API", nonce="', nonce,
    '", uri="', caller.uri, '", cnonce="', cnonce, '", nc=', nc, ', qop=auth, response="', response,
    '", algorithm=MD5\r\n' })
end

local function make(k)
  local caller = callers[(k * step) % #callers + 1]
  local fields = " HTTP/1.1\r\nHost: " .. host .. "\r\n" .. authorization(k, caller) ..
    "User-Agent: wrk\r\nAccept: application/vnd.atlas.2023-01-01+json\r\n"
  if mode == "get" then return "GET " .. caller.uri .. fields .. "\r\n" end
  local body = '{"username":"guest' .. k .. '@example.org","roles":["ORG_MEMBER"]}'
  return "POST " .. caller.uri .. fields .. "Content-Type: application/json\r\nContent-Length: " ..
    #body .. "\r\n\r\n" .. body
end

local function prepare()
  nonces = lines_of(os.getenv("BENCH_NONCES"))
  read_callers()
  for k = 0, tonumber(os.getenv("BENCH_COUNT")) - 1 do made[k] = make(k) end
  collectgarbage()
  collectgarbage("stop")
end

local function next_request()
  local request = made[sent] or make(sent)
  sent = sent + 1
  return request
end

late = 0 -- requests made while the clock ran; read by done() through the thread

if mode == "options" then
  wrk.method = "OPTIONS"
  wrk.path = "/api/atlas/v2"
else
  function init() prepare() end
  local asked = 0
  -- wrk asks once before it starts, to see what a request is like; that one is never sent.
  function request()
    asked = asked + 1
    if asked == 1 then return made[0] end
    if made[sent] == nil then late = late + 1 end
    return next_request()
  end
end

function setup(thread) threads[#threads + 1] = thread end

function done(summary)
  local late_requests = 0
  for _, thread in ipairs(threads) do late_requests = late_requests + (thread:get("late") or 0) end
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, late_requests))
end
