// HTTP itself, byte by byte: framing, limits, pipelining. Only a door with sockets can tell.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::http {
namespace {

constexpr std::string_view host = "Host: orgd.test\r\n";

// A whole request with a Digest answer; `fields` are further header lines.
std::string authorized(World& w, RequestSpec const& request, std::string_view fields,
                       std::string_view body = {}) {
  return fmt::format("{} {} HTTP/1.1\r\n{}Authorization: {}\r\nAccept: {}\r\n{}\r\n{}",
                     request.method, request.target, host,
                     authorization(w.challenge(), w.key(), request), v2023, fields, body);
}

Answer only(RawExchange const& exchange) {
  if (exchange.answers.empty()) throw Failure{"the connection closed without an answer"};
  return exchange.answers.front();
}

void malformed(World& w) {
  for (auto const* bytes : {"nonsense\r\n\r\n", "GET\r\n\r\n", "GET /api/atlas/v2/orgs\r\n\r\n",
                            "GET /api/atlas/v2/orgs HTTP/9.9\r\nHost: a\r\n\r\n",
                            "GET /api/atlas/v2/orgs HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                            "GET /api/atlas/v2/orgs HTTP/1.1\r\nHost : a\r\n\r\n",
                            "GET /api/atlas/v2/orgs HTTP/1.1\r\n\r\n",
                            "GET /api/atlas/v2/orgs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"}) {
    RawExchange const exchange = w.door().send_bytes(bytes, 1);
    Answer const answer = only(exchange);
    expect_status(answer, answer.status == 505 ? 505 : 400);
    expect(answer, exchange.closed, "the connection to be closed");
  }
}

void ambiguous_length(World& w) {
  std::string const start = fmt::format("POST /api/atlas/v2/orgs HTTP/1.1\r\n{}", host);
  for (auto const* fields :
       {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", "Content-Length: 4, 5\r\n\r\nabcde",
        "Content-Length: -1\r\n\r\n", "Content-Length: 4x\r\n\r\nabcd",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"}) {
    RawExchange const exchange = w.door().send_bytes(start + fields, 1);
    expect_status(only(exchange), 400);
    expect(only(exchange), exchange.closed, "the connection to be closed");
  }
}

void long_target(World& w) {
  std::string const target = "/api/atlas/v2/orgs?x=" + std::string(17 * 1024, 'a');
  RawExchange const exchange =
      w.door().send_bytes(fmt::format("GET {} HTTP/1.1\r\n{}\r\n", target, host), 1);
  expect_status(only(exchange), 414);
  expect_body(only(exchange), "");
}

void target_just_short_enough(World& w) {
  std::string const target = "/api/atlas/v2/orgs?x=" + std::string(15 * 1024, 'a');
  expect_challenge(
      only(w.door().send_bytes(fmt::format("GET {} HTTP/1.1\r\n{}\r\n", target, host), 1)));
}

void large_header(World& w) {
  for (std::string const& fields : {"X-Large: " + std::string(33 * 1024, 'a') + "\r\n", [] {
                                      std::string many;
                                      for (int i = 0; i < 4000; ++i)
                                        many += fmt::format("X-{}: 12345\r\n", i);
                                      return many;
                                    }()}) {
    RawExchange const exchange = w.door().send_bytes(
        fmt::format("GET /api/atlas/v2/orgs HTTP/1.1\r\n{}{}\r\n", host, fields), 1);
    expect_status(only(exchange), 431);
    expect_body(only(exchange), "");
  }
}

void large_body(World& w) {
  std::string const start =
      fmt::format("POST /api/atlas/v2/orgs HTTP/1.1\r\n{}Content-Type: application/json\r\n", host);
  Answer const announced = only(w.door().send_bytes(start + "Content-Length: 1048577\r\n\r\n", 1));
  expect_error(announced, 413, "REQUEST_ENTITY_TOO_LARGE", "[1048576]");
}

// Its size shows only as it comes, so a stranger never gets that far.
void large_chunked_body(World& w) {
  std::string const chunks =
      fmt::format("100000\r\n{}\r\n1\r\na\r\n0\r\n\r\n", std::string(0x100000, 'a'));
  std::string const fields = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
  RequestSpec const request = w.request("PATCH", w.org());
  expect_error(only(w.door().send_bytes(authorized(w, request, fields, chunks), 1)), 413,
               "REQUEST_ENTITY_TOO_LARGE", "[1048576]");
  expect_challenge(only(w.door().send_bytes(
      fmt::format("POST /api/atlas/v2/orgs HTTP/1.1\r\n{}{}\r\n{}", host, fields, chunks), 1)));
}

// Nobody has to send a body to learn that it is not wanted.
void refused_at_the_header(World& w) {
  std::string const fields =
      "Content-Type: application/json\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n";
  auto const answer_to = [&](RequestSpec const& request, std::string_view more = {}) {
    return only(w.door().send_bytes(authorized(w, request, fmt::format("{}{}", fields, more)), 1));
  };
  expect_challenge(
      only(w.door().send_bytes(fmt::format("PATCH {} HTTP/1.1\r\n{}{}\r\n",
                                           w.request("PATCH", w.org()).target, host, fields),
                               1)));
  RequestSpec const wrong = w.request("PATCH", w.org());
  std::string const with_wrong_key =
      fmt::format("{} {} HTTP/1.1\r\n{}Authorization: {}\r\n{}\r\n", wrong.method, wrong.target,
                  host, authorization(w.challenge(), {w.key().public_key, "wrong"}, wrong), fields);
  expect_challenge(only(w.door().send_bytes(with_wrong_key, 1)));
  expect_code(answer_to(w.request("POST", "/nowhere")), 404, "RESOURCE_NOT_FOUND");
  expect_code(answer_to(w.request("PUT", "/orgs")), 405, "METHOD_NOT_ALLOWED");
  expect_code(answer_to(w.request("PATCH", w.org()), "Content-Encoding: gzip\r\n"), 415,
              "UNSUPPORTED_MEDIA_TYPE");
  expect_ok(answer_to(w.request("GET", w.org())));
  expect_status(answer_to(w.request("PATCH", w.org())), 100);
}

void body_of_a_read(World& w) {
  RequestSpec const request = w.request("GET", w.org());
  std::string const body(60'000, '{');
  std::string const fields = fmt::format("Content-Length: {}\r\n", body.size());
  RawExchange const exchange = w.door().send_bytes(
      authorized(w, request, fields, body) + authorized(w, request, "Connection: close\r\n"), 2);
  expect_ok(only(exchange));
  expect(only(exchange), exchange.answers.size() == 2, "the next request to be answered, too");
}

void compressed_body(World& w) {
  auto const sent = [&](std::string_view coding) {
    return w.send(w.request("PATCH", w.org(), R"({"name":"Plain"})")
                      .with("Content-Encoding", std::string(coding)));
  };
  for (auto const* coding : {"gzip", "deflate", "br", "zstd", "GZIP", "identity, gzip"}) {
    Answer const answer = sent(coding);
    expect_error(answer, 415, "UNSUPPORTED_MEDIA_TYPE", "[]");
    expect_header(answer, "Accept-Encoding", "identity");
  }
  expect_text(sent("identity"), expect_ok(sent("identity")), "name", "Plain");
}

void options_of_the_server(World& w) {
  Answer const answer =
      only(w.door().send_bytes(fmt::format("OPTIONS * HTTP/1.1\r\n{}\r\n", host), 1));
  expect_status(answer, 200);
  expect_body(answer, "");
  expect_header(answer, "Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
}

void short_echo(World& w) {
  std::string const long_name(5000, 'x');
  for (Answer const& answer :
       {w.get("/" + long_name), w.patch(w.org(), fmt::format(R"({{"{}":1}})", long_name)),
        w.patch(w.org(), fmt::format(R"({{"name":"{}"}})", long_name))}) {
    expect(answer, answer.status >= 400 && answer.status < 500, "a refusal");
    expect(answer, answer.body.size() < 1000, "an answer that repeats at most 256 bytes, twice");
  }
}

void body_just_small_enough(World& w) {
  std::string body = R"({"name":"Padded"})";
  body += std::string(1048576 - body.size(), ' ');
  Answer const answer = w.patch(w.org(), body);
  expect_text(answer, expect_ok(answer), "name", "Padded");
}

void chunked(World& w) {
  RequestSpec const request = w.request("PATCH", w.org());
  Answer const answer = only(w.door().send_bytes(
      authorized(w, request, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                 "8\r\n{\"name\":\r\n9;x=y\r\n\"Chunked\"\r\n1\r\n}\r\n0\r\nT: x\r\n\r\n"),
      1));
  expect_text(answer, expect_ok(answer), "name", "Chunked");
}

// Whoever waits for 100 gets it; whoever does not wait gets the answer all the same.
void expect_continue(World& w) {
  RequestSpec const request = w.request("PATCH", w.org());
  std::string const body = R"({"name":"Continued"})";
  std::string const fields = fmt::format(
      "Content-Type: application/json\r\nConnection: close\r\n"
      "Expect: 100-continue\r\nContent-Length: {}\r\n",
      body.size());
  expect_status(only(w.door().send_bytes(authorized(w, request, fields), 1)), 100);
  RawExchange const whole = w.door().send_bytes(authorized(w, request, fields, body), 2);
  Answer const& last = (only(whole), whole.answers.back());
  expect_text(last, expect_ok(last), "name", "Continued");
}

void pipelined(World& w) {
  RequestSpec const first = w.request("GET", w.org());
  RequestSpec const second = w.request("GET", w.org("/settings"));
  RawExchange const exchange =
      w.door().send_bytes(authorized(w, first, "") + authorized(w, second, ""), 2);
  Answer const answer = only(exchange);
  expect(answer, exchange.answers.size() == 2, "two answers");
  expect_text(answer, expect_ok(answer), "id", w.id());
  Answer const& other = exchange.answers[1];
  expect(other, expect_ok(other).find("apiAccessListRequired"), "the settings second");
}

void close_when_asked(World& w) {
  RequestSpec const request = w.request("GET", w.org());
  RawExchange const exchange =
      w.door().send_bytes(authorized(w, request, "Connection: close\r\n"), 1);
  expect_ok(only(exchange));
  expect_header(only(exchange), "Connection", "close");
  expect(only(exchange), exchange.closed, "the connection to be closed");
}

void first_version(World& w) {
  RawExchange const exchange =
      w.door().send_bytes("GET /api/atlas/v2/orgs HTTP/1.0\r\nHost: a\r\n\r\n", 2);
  expect_challenge(only(exchange));
  expect(only(exchange), exchange.closed, "the connection to be closed");
}

void head_keeps_the_length(World& w) {
  Answer const full = w.get(w.org());
  RequestSpec const request = w.request("HEAD", w.org());
  Answer const answer = only(w.door().send_bytes(authorized(w, request, ""), 1));
  expect_status(answer, 200);
  expect_body(answer, "");
  std::string const length = answer.header("Content-Length");
  expect(answer, !length.empty() && length != "0" && full.status == 200, "the length of a GET");
}

void no_content_has_no_length(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  RequestSpec const request = w.request("DELETE", w.org("/invites/" + id));
  Answer const answer = only(w.door().send_bytes(authorized(w, request, ""), 1));
  expect_status(answer, 204);
  std::string const length = answer.header("Content-Length");
  expect(answer, length.empty() || length == "0", "no Content-Length, or 0");
}

constexpr std::array cases{
    Case{"malformed requests are 400 and end the connection", malformed},
    Case{"an ambiguous length is 400 and ends the connection", ambiguous_length},
    Case{"a target over 16 KiB is an empty 414", long_target},
    Case{"a target under 16 KiB passes", target_just_short_enough},
    Case{"headers over 32 KiB are an empty 431", large_header},
    Case{"a body announced over 1 MiB is 413, before credentials", large_body},
    Case{"a chunked body over 1 MiB is 413, after credentials", large_chunked_body},
    Case{"what the header shows is answered without the body", refused_at_the_header},
    Case{"the body of a read is dropped and the connection kept", body_of_a_read},
    Case{"a compressed body is 415", compressed_body},
    Case{"OPTIONS * asks about the server", options_of_the_server},
    Case{"an error repeats little of what it refuses", short_echo},
    Case{"a body of exactly 1 MiB passes", body_just_small_enough},
    Case{"chunked bodies are read", chunked},
    Case{"a client that waits for 100 is told to go on", expect_continue},
    Case{"pipelined requests are answered in order", pipelined},
    Case{"the connection closes when asked to", close_when_asked},
    Case{"HTTP/1.0 closes after its answer", first_version},
    Case{"HEAD gives the length of the body it leaves out", head_keeps_the_length},
    Case{"204 has no length", no_content_has_no_length},
};

}  // namespace
}  // namespace conformance::http

std::span<conformance::Case const> conformance::http_cases() { return http::cases; }
