// The parser alone: what becomes a Request, what is refused and with which status, and that it does
// not matter how the bytes are cut into reads.
#include "http/request_parser.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

struct Parsing {
  int refusal = 0;
  bool complete = false;
  std::string rest;
  Request request;
};

RequestLimits const small{.target_bytes = 100, .header_bytes = 200, .body_bytes = 50};

// Gives the parser `step` more bytes at a time, as a connection does.
Parsing parse(std::string_view text, std::size_t step, RequestLimits const& limits = {}) {
  Parsing parsing;
  RequestParser parser(parsing.request, limits);
  std::string waiting;
  while (parser.progress() == RequestParser::Progress::need_bytes && !text.empty()) {
    // Exactly sized, so that a sanitizer sees a read beyond the end.
    std::string const next = waiting + std::string(text.substr(0, step));
    text.remove_prefix(std::min(step, text.size()));
    waiting = next.substr(parser.feed(next));
  }
  parsing.refusal = parser.refusal();
  parsing.complete = parser.progress() == RequestParser::Progress::complete;
  parsing.rest = waiting.append(text);
  return parsing;
}

// The parsing as text, the same whether the bytes arrive at once or one by one.
std::string outcome_of(std::string_view text, RequestLimits const& limits = {}) {
  auto const describe = [&](std::size_t step) -> std::string {
    Parsing const parsing = parse(text, step, limits);
    if (parsing.refusal != 0) return std::to_string(parsing.refusal);
    if (!parsing.complete) return "waits";
    auto const& request = parsing.request;
    return request.method + ' ' + request.target + " [" + request.body + ']';
  };
  std::string whole = describe(text.size());
  for (std::size_t const step : {1U, 2U, 3U, 7U})
    if (describe(step) != whole)
      return whole + " or " + describe(step) + " in steps of " + std::to_string(step);
  return whole;
}

std::string get(std::string_view fields) {
  return outcome_of("GET /a HTTP/1.1\r\nHost: h\r\n" + std::string(fields) + "\r\n");
}

std::string chunked(std::string_view body, RequestLimits const& limits = {}) {
  return outcome_of(
      "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(body),
      limits);
}

TEST(RequestParser, ReadsARequest) {
  EXPECT_EQ(get("Accept: x\r\n"), "GET /a []");
  EXPECT_EQ(get("Content-Length: 5\r\n\r\nbo"), "waits");
  EXPECT_EQ(get("Content-Length: 2\r\n\r\nbo"), "GET /a [bo]");
  EXPECT_EQ(outcome_of("\r\n\r\nDELETE /a?b=%20 HTTP/1.0\r\n\r\n"), "DELETE /a?b=%20 []");
}

TEST(RequestParser, KeepsFieldsAndTheNextRequest) {
  auto const parsing = parse(
      "GET / HTTP/1.1\r\nhOsT: h\r\nEmpty:\r\nPadded: \t a b \t\r\n\r\nGET /next HTTP/1.1\r\n",
      999);
  EXPECT_TRUE(parsing.complete);
  EXPECT_EQ(parsing.request.field("host"), "h");
  EXPECT_EQ(parsing.request.field("Empty"), "");
  EXPECT_EQ(parsing.request.field("padded"), "a b");
  EXPECT_EQ(parsing.rest, "GET /next HTTP/1.1\r\n");
}

TEST(RequestParser, ReadsChunks) {
  EXPECT_EQ(chunked("3\r\nabc\r\n0a;x=1;y=\"q\"\r\n0123456789\r\n0\r\n\r\n"),
            "POST /a [abc0123456789]");
  EXPECT_EQ(chunked("0\r\n\r\n"), "POST /a []");
  EXPECT_EQ(chunked("1\r\na\r\n0\r\nX-Trailer: t\r\nHost: other\r\n\r\n"), "POST /a [a]");
  EXPECT_EQ(chunked("1\r\na\r\n"), "waits");
}

TEST(RequestParser, RefusesBrokenChunks) {
  for (auto body : {"g\r\na\r\n", "-1\r\na\r\n", "0x1\r\na\r\n0\r\n\r\n", "1\na\r\n0\r\n\r\n",
                    "1\r\nab\r\n0\r\n\r\n", "1;\r\na\r\n0\r\n\r\n", "1 \r\na\r\n0\r\n\r\n",
                    "1;a=\"\n\"\r\na\r\n0\r\n\r\n", "10000000000000001\r\na\r\n",
                    "0\r\nContent-Length: 3\r\n\r\n", "0\r\nbad trailer: x\r\n\r\n",
                    "0\r\nX: a\r\n folded\r\n\r\n"})
    EXPECT_EQ(chunked(body), "400") << body;
}

TEST(RequestParser, DropsTrailers) {
  auto const parsing = parse(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\nAuthorization: x\r\n\r\n",
      999);
  EXPECT_TRUE(parsing.complete);
  EXPECT_EQ(parsing.request.field("Authorization"), "");
}

TEST(RequestParser, RefusesWhatFramesABodyTwice) {
  EXPECT_EQ(get("Content-Length: 0\r\nContent-Length: 0\r\n"), "400");
  EXPECT_EQ(get("Content-Length: 1\r\nContent-Length: 2\r\n"), "400");
  EXPECT_EQ(get("Content-Length: 0, 0\r\n"), "400");
  EXPECT_EQ(get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), "400");
  EXPECT_EQ(get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), "400");
  EXPECT_EQ(get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), "400");
  for (auto length : {"", "-1", "+1", "1x", "0x1", " ", "18446744073709551616"})
    EXPECT_EQ(get("Content-Length: " + std::string(length) + "\r\n"), "400") << length;
}

TEST(RequestParser, RefusesCodingsOtherThanChunked) {
  for (auto coding : {"gzip", "gzip, chunked", "chunked, gzip", "identity", "xchunked",
                      "\"chunked\"", "chunked,", "chunked;q=1", ""})
    EXPECT_EQ(get("Transfer-Encoding: " + std::string(coding) + "\r\n"), "400") << coding;
  EXPECT_EQ(outcome_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "400");
}

TEST(RequestParser, RefusesUnclearFields) {
  for (auto field : {"A : b", " A: b", "A\t: b", "A", ": b", "A: b\r\n folded", "A:\r\n folded",
                     "A: b\r\n\t", "A: \x01", "A: b\rc", "A: b\nB: c", "A\x80: b", "A(: b"})
    EXPECT_EQ(get(std::string(field) + "\r\n"), "400") << field;
  EXPECT_EQ(get(std::string_view("A: \0\r\n", 6)), "400");
}

TEST(RequestParser, WantsOneHost) {
  EXPECT_EQ(outcome_of("GET / HTTP/1.1\r\n\r\n"), "400");
  EXPECT_EQ(outcome_of("GET / HTTP/1.0\r\n\r\n"), "GET / []");
  EXPECT_EQ(get("Host: h\r\n"), "400");
  EXPECT_EQ(outcome_of("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"), "400");
  for (auto host :
       {"", "a b", "a/b", "u@h", "a\"", "a,b", "a]:%[b:99:x", "[]", "a%", "a:b", "a:65536"})
    EXPECT_EQ(outcome_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), "400");
  EXPECT_EQ(outcome_of("GET / HTTP/1.1\r\nHost: [2001:db8::1]:80\r\n\r\n"), "GET / []");
}

TEST(RequestParser, TakesTheHostOfAnAbsoluteTargetForThatOfTheField) {
  RequestLimits const limits;
  for (std::string const host : {"Host: h\r\n", "Host: other:80\r\n", "HOST: h:80\r\n"}) {
    Request request;
    RequestParser parser(request, limits);
    parser.feed("GET http://Real.example:8080/a HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_EQ(parser.progress(), RequestParser::Progress::complete) << host;
    EXPECT_EQ(request.field("host"), "Real.example:8080") << host;
    EXPECT_EQ(request.count("host"), 1U) << host;
  }
  EXPECT_EQ(outcome_of("GET http://h/ HTTP/1.1\r\n\r\n"), "400");
  EXPECT_EQ(outcome_of("GET http://h/ HTTP/1.1\r\nHost: a b\r\n\r\n"), "400");
}

TEST(RequestParser, ReadsTargets) {
  auto const target = [](std::string const& line) {
    return outcome_of(line + " HTTP/1.1\r\nHost: h:80\r\n\r\n");
  };
  EXPECT_EQ(target("GET http://H:80/a?b"), "GET /a?b []");
  EXPECT_EQ(target("GET https://h:80"), "GET / []");
  EXPECT_EQ(target("GET http://h:80?b"), "GET /?b []");
  EXPECT_EQ(target("OPTIONS *"), "OPTIONS * []");
  for (auto line :
       {"GET *", "GET a", "GET ftp://h:80/", "CONNECT h:80", "GET http:///a", "GET http://u@h:80/a",
        "GET /\xc3\xa9", "GET /a b", "GET  /a", "GE\tT /a", "GET /\x7f"})
    EXPECT_EQ(target(line), "400") << line;
  for (auto line :
       {"GET /", "GET / HTTP/2.0", "GET / HTTP/1.2", "GET / http/1.1", "GET / HTTP/1.1 "})
    EXPECT_EQ(outcome_of(std::string(line) + "\r\nHost: h\r\n\r\n"), "400") << line;
  EXPECT_EQ(outcome_of(std::string(33, 'M') + " / HTTP/1.1\r\nHost: h\r\n\r\n"), "400");
}

TEST(RequestParser, KeepsToItsLimits) {
  auto const with = [](std::size_t target, std::size_t field, std::string_view rest) {
    return outcome_of("GET /" + std::string(target, 'a') + " HTTP/1.1\r\nHost: h\r\nA: " +
                          std::string(field, 'b') + "\r\n" + std::string(rest),
                      small);
  };
  EXPECT_EQ(with(99, 100, "\r\n"), "GET /" + std::string(99, 'a') + " []");
  EXPECT_EQ(with(100, 100, "\r\n"), "414");
  EXPECT_EQ(with(99, 200, "\r\n"), "431");
  EXPECT_EQ(with(9, 186, "\r\n"), "GET /aaaaaaaaa []");
  EXPECT_EQ(with(9, 187, "\r\n"), "431");
  EXPECT_EQ(with(9, 9, "B:" + std::string(200, ' ') + "c\r\n\r\n"), "431");
  EXPECT_EQ(with(9, 100, "B: " + std::string(200, 'c')), "431");
  EXPECT_EQ(with(9, 9, "Content-Length: 51\r\n\r\n"), "413");
  EXPECT_EQ(with(9, 9, "Content-Length: 50\r\n\r\n" + std::string(50, 'c')),
            "GET /aaaaaaaaa [" + std::string(50, 'c') + "]");
  EXPECT_EQ(outcome_of("GET /" + std::string(300, 'a'), small), "414");
  EXPECT_EQ(chunked("1e\r\n" + std::string(30, 'c') + "\r\n1e\r\n" + std::string(30, 'c'), small),
            "413");
}

TEST(RequestParser, BoundsTheFramingOfChunks) {
  std::string const extension(3000, 'x');
  EXPECT_EQ(chunked("1;" + extension + "\r\na\r\n0\r\n\r\n"), "POST /a [a]");
  EXPECT_EQ(chunked("1;" + extension + "\r\na\r\n1;" + extension + "\r\n"), "400");
  EXPECT_EQ(chunked("1;" + extension + extension), "400");
  EXPECT_EQ(chunked("0\r\nA: " + extension + "\r\nB: " + extension + "\r\n\r\n"), "400");
}

TEST(RequestParser, UnderstandsExpect) {
  EXPECT_EQ(get("Expect: 100-Continue\r\n"), "GET /a []");
  EXPECT_EQ(get("Expect: tea\r\n"), "417");
  EXPECT_EQ(outcome_of("GET / HTTP/1.0\r\nExpect: tea\r\n\r\n"), "GET / []");
}

TEST(RequestParser, CollectsForwardingFields) {
  Request request;
  RequestLimits const limits;
  RequestParser parser(request, limits);
  parser.feed(
      "GET / HTTP/1.1\r\nHost: h\r\nx-forwarded-for: a, b\r\nX-Forwarded-Proto: http\r\n"
      "X-Forwarded-For: c\r\nX-Forwarded-Proto: https\r\nForwarded: for=a\r\nforwarded: for=b\r\n"
      "\r\n");
  EXPECT_EQ(parser.forwarding().x_forwarded_for, "a, b,c");
  EXPECT_EQ(parser.forwarding().x_forwarded_proto, "https");
  EXPECT_EQ(parser.forwarding().forwarded, "for=a,for=b");
}

TEST(RequestParser, TellsNoForwardingFromAnEmptyOne) {
  Request request;
  RequestLimits const limits;
  RequestParser parser(request, limits);
  parser.feed("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For:\r\n\r\n");
  EXPECT_EQ(parser.forwarding().x_forwarded_for, "");
  EXPECT_FALSE(parser.forwarding().forwarded);
}

}  // namespace
}  // namespace orgd
