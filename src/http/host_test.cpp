// Host fields: what is a host with or without a port, and what means this machine.
#include "http/host.hpp"

#include <gtest/gtest.h>

#include "http/http.hpp"

namespace orgd {
namespace {

TEST(ReadHost, TakesNamesAddressesAndPorts) {
  for (auto const* text :
       {"example.org", "EXAMPLE.org.", "a-b_c~d", "a%C3%BC", "localhost:8080", "192.0.2.1:80",
        "[2001:db8::1]", "[2001:DB8::1]:65535", "[::ffff:192.0.2.1]", "h:", "h:0"})
    EXPECT_TRUE(read_host(text)) << text;
  EXPECT_EQ(read_host("[2001:db8::1]:8080")->name, "2001:db8::1");
  EXPECT_EQ(read_host("[2001:db8::1]:8080")->port, "8080");
  EXPECT_EQ(read_host("example.org")->port, "");
}

TEST(ReadHost, RefusesTheRest) {
  for (auto const* text : {"",
                           ":80",
                           "a]:%[b:99:x",
                           "[]",
                           "[a]",
                           "[]:80",
                           "[192.0.2.1]",
                           "[2001:db8::1",
                           "2001:db8::1",
                           "[2001:db8::1]80",
                           "[2001:db8::1%25eth0]",
                           "a:b:c",
                           "a:port",
                           "a:65536",
                           "a:-1",
                           "a:+1",
                           "a: 80",
                           "%",
                           "a%",
                           "a%2",
                           "a%zz",
                           "%41]",
                           "a[b]",
                           "user@host",
                           "a/b",
                           "a b",
                           "a,b",
                           "a\"b",
                           "\xc3\xbc.example"})
    EXPECT_FALSE(read_host(text)) << text;
}

bool meant_for_loopback(std::string_view host, std::string_view origin = {}) {
  Request request;
  request.add_field("Host", host);
  if (!origin.empty()) request.add_field("Origin", origin);
  return is_meant_for_loopback(request);
}

TEST(IsMeantForLoopback, KnowsThisMachineByItsNames) {
  for (auto const* host :
       {"127.0.0.1:8080", "localhost", "LocalHost:80", "[::1]:8080", "127.9.9.9"})
    EXPECT_TRUE(meant_for_loopback(host)) << host;
  // What a name server of an attacker may answer with 127.0.0.1.
  for (auto const* host : {"evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil"})
    EXPECT_FALSE(meant_for_loopback(host)) << host;
}

TEST(IsMeantForLoopback, RefusesPagesOfOthers) {
  for (auto const* origin : {"http://localhost:3000", "http://127.0.0.1:8080", "https://[::1]"})
    EXPECT_TRUE(meant_for_loopback("localhost:8080", origin)) << origin;
  for (auto const* origin : {"https://evil.example", "null", "http://localhost.evil.example", "x",
                             "http://127.0.0.1@evil.example", "http://"})
    EXPECT_FALSE(meant_for_loopback("localhost:8080", origin)) << origin;
}

TEST(IsLoopback, KnowsNamesAndAddresses) {
  for (auto const* host : {"localhost", "127.0.0.1", "127.8.9.10", "::1"})
    EXPECT_TRUE(is_loopback(host)) << host;
  for (auto const* host : {"0.0.0.0", "::", "10.0.0.1", "example.org", "127.0.0.1.example.org", ""})
    EXPECT_FALSE(is_loopback(host)) << host;
}

TEST(HostForPeople, IsTheNameOfThisMachineWhereThatLeadsThere) {
  for (auto const* host : {"127.0.0.1", "::1", "localhost"})
    EXPECT_EQ(host_for_people(host), "localhost") << host;
  for (auto const* host : {"127.0.0.2", "0.0.0.0", "::", "192.0.2.1", "orgs.example.org"})
    EXPECT_EQ(host_for_people(host), host);
}

}  // namespace
}  // namespace orgd
