// Digest: vectors computed by the formulas of RFC 7616 for this API's realm, and the header's
// syntax.
#include "security/digest.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace orgd {
namespace {

TEST(DigestHash, AnswersAsTheRfcDoes) {
  // RFC 7616, 3.9.1, whose HA1 is given as it stands there: its realm is not ours.
  DigestCredentials const given{.username = "Mufasa",
                                .realm = {},
                                .nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                                .uri = "/dir/index.html",
                                .response = {},
                                .algorithm = {},
                                .qop = "auth",
                                .nc = "00000001",
                                .cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"};
  DigestHash md5(DigestAlgorithm::md5);
  EXPECT_EQ(md5.response("3d78807defe7de2157e2b0b6573a855f", given, "GET"),
            "8ca523f5e9506fed4657c9700eebdbec");
  DigestHash sha256(DigestAlgorithm::sha256);
  EXPECT_EQ(sha256.response("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232",
                            given, "GET"),
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

TEST(DigestHash, HashesNameRealmAndSecret) {
  DigestHash md5(DigestAlgorithm::md5);
  EXPECT_EQ(md5.ha1("abcdefgh", digest_realm, "secret"), "aeb7d4450bc463b4ae235889101c1fed");
  DigestHash sha256(DigestAlgorithm::sha256);
  EXPECT_EQ(sha256.ha1("abcdefgh", digest_realm, "secret"),
            "154353bc0d6438a42e59bd8c74a41f9172d0363c51d77c24e7ee63111b5038e2");
}

TEST(DigestHash, HashesAsMuchForNobodyAsForSomebody) {
  for (auto const algorithm : {DigestAlgorithm::md5, DigestAlgorithm::sha256}) {
    DigestHash hash(algorithm);
    auto const before = hash.work();
    auto const ha1 = hash.ha1("abcdefgh", digest_realm, "secret");
    EXPECT_NE(hash.work(), before);
    EXPECT_EQ(hash.any_ha1().size(), ha1.size());
  }
}

// Credentials with the buffer that they view.
struct Read {
  explicit Read(std::string_view value) : reading(read_digest(value, unescaped)) {}
  DigestCredentials const& operator*() const { return *reading.credentials; }
  bool fine() const { return reading.credentials.has_value(); }

  std::string unescaped{};
  DigestReading reading;
};

struct HeaderCase {
  char const* name;
  char const* value;
  bool fine;
};

TEST(ReadDigest, TakesWhatClientsSend) {
  HeaderCase const cases[] = {
      {"as curl does",
       R"(username="k", realm="r", nonce="n", uri="/", cnonce="c", nc=00000001, )"
       R"(qop=auth, response="x", algorithm=MD5)",
       true},
      {"everything in quotes",
       R"(username="k",nonce="n",uri="/",cnonce="c",nc="00000001",qop="auth")", true},
      {"no qop", R"(username="k", nonce="n", uri="/", response="x")", true},
      {"blanks around", " username = \"k\" , nonce=\"n\" ,\turi=\"/\" ", true},
      {"tabs alone", "\tusername\t=\t\"k\"\t,\tnonce=\"n\"\t,\turi=\"/\"\t", true},
      {"names in capitals", R"(USERNAME="k", Nonce="n", URI="/")", true},
      {"an unknown parameter", R"(username="k", nonce="n", uri="/", opaque="o")", true},
      {"empty elements", R"(, ,username="k",,nonce="n", , ,uri="/",,)", true},
      {"an escape", R"(username="k\"k", nonce="n", uri="/")", true},
      {"a short count", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c", nc=1)", true},
      {"a count in capitals",
       R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c", nc=0000000A)", true},
      {"no username", R"(nonce="n", uri="/")", false},
      {"no nonce", R"(username="k", uri="/")", false},
      {"no uri", R"(username="k", nonce="n")", false},
      {"qop without a count", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c")", false},
      {"a long count", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c", nc=000000001)",
       false},
      {"a count that is none", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c", nc=0x1)",
       false},
      {"a count below zero", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c", nc=-1)",
       false},
      {"qop without a client nonce", R"(username="k", nonce="n", uri="/", qop=auth, nc=00000001)",
       false},
      {"an open quote", R"(username="k, nonce="n", uri="/)", false},
      {"an escape without end", R"(username="k", nonce="n", uri="/\)", false},
      {"an escaped quote without end", R"(username="k", nonce="n", uri="/\")", false},
      {"no comma", R"(username="k" nonce="n" uri="/")", false},
      {"no name", R"(="x", username="k", nonce="n", uri="/")", false},
      {"no equals sign", "username", false},
      {"nothing", "", false},
      {"commas alone", ", ,", false},
  };
  for (auto const& [name, value, fine] : cases) {
    Read const read(value);
    EXPECT_EQ(read.fine(), fine) << name;
    EXPECT_EQ(read.reading.repeated, "") << name;
  }
}

TEST(ReadDigest, FindsEachParameter) {
  Read const found(R"(username="k", realm="a b", nonce="n=,", uri="/p?q=1,2", )"
                   R"(response="x", algorithm=SHA-256, qop=auth, nc=0000000a, )"
                   R"(cnonce="c")");
  ASSERT_TRUE(found.fine());
  EXPECT_EQ((*found).realm, "a b");
  EXPECT_EQ((*found).nonce, "n=,");
  EXPECT_EQ((*found).uri, "/p?q=1,2");
  EXPECT_EQ((*found).algorithm, "SHA-256");
  EXPECT_EQ((*found).nc, "0000000a");
}

TEST(ReadDigest, ResolvesQuotedPairs) {
  Read const found(
      R"(username="\k", realm="a \"b\" \\c", nonce="n", uri="/x?name=\"a\"", cnonce="\"")");
  ASSERT_TRUE(found.fine());
  EXPECT_EQ((*found).username, "k");
  EXPECT_EQ((*found).realm, R"(a "b" \c)");
  EXPECT_EQ((*found).uri, R"(/x?name="a")");
  EXPECT_EQ((*found).cnonce, "\"");
  EXPECT_EQ((*found).nonce, "n");
}

TEST(ReadDigest, NamesWhatIsGivenTwice) {
  std::string const fine = R"(username="k", nonce="n", uri="/", response="x")";
  for (std::string const name :
       {"username", "realm", "nonce", "uri", "response", "algorithm", "qop", "nc", "cnonce",
        "opaque", "userhash", "Username", "anything"}) {
    auto const twice = fmt::format(R"({}, {}="a", other=1, {}="a")", fine, name, name);
    EXPECT_EQ(Read(twice).reading.repeated, name);
    EXPECT_FALSE(Read(twice).fine()) << name;
  }
  EXPECT_EQ(Read(fine + ", USERNAME=k").reading.repeated, "USERNAME");
  EXPECT_EQ(Read(fine + ", Digest " + fine).reading.repeated, "Authorization");
  EXPECT_EQ(Read(fine + ", Bearer abc").reading.repeated, "Authorization");
}

TEST(ReadDigest, TakesNoMoreParametersThanAnybodySends) {
  std::string value = R"(username="k", nonce="n", uri="/")";
  for (int i = 0; i < 10; ++i) value += ", x" + std::to_string(i) + "=1";
  EXPECT_TRUE(Read(value).fine());
  for (int i = 10; i < 5000; ++i) value += ", x" + std::to_string(i) + "=1";
  EXPECT_FALSE(Read(value).fine());
}

TEST(ReadDigest, CountsWhatTheAnswerCovers) {
  auto const count = [](std::string_view rest) {
    return count_of(*Read(R"(username="k", nonce="n", uri="/", cnonce="c", )" + std::string(rest)));
  };
  EXPECT_EQ(count("qop=auth, nc=00000000"), 0U);
  EXPECT_EQ(count("qop=auth, nc=1"), 1U);
  EXPECT_EQ(count("qop=auth, nc=0000001A"), 26U);
  EXPECT_EQ(count("qop=auth, nc=FFFFffff"), 0xffffffffU);
  // Without qop whoever repeats the answer may name any count.
  EXPECT_EQ(count("nc=00000007"), 1U);
  EXPECT_EQ(count("x=y"), 1U);
}

TEST(Covers, LooksThroughSpellings) {
  std::string_view const target = "/api/atlas/v2/orgs?name=it%27s&x=a%7Cb";
  for (auto const* uri :
       {"/api/atlas/v2/orgs?name=it%27s&x=a%7Cb", "/api/atlas/v2/orgs?name=it's&x=a|b",
        "/api/atlas/v2/orgs?name=it%27s&x=a%7cb", "/%61pi/atlas/v2/orgs?name=it's&x=%61|b",
        "http://127.0.0.1/api/atlas/v2/orgs?name=it's&x=a|b",
        "HTTPS://other:443/api/atlas/v2/orgs?name=it%27s&x=a%7Cb"})
    EXPECT_TRUE(covers(uri, target, "")) << uri;
  for (auto const* uri :
       {"/api/atlas/v2/orgs", "/api/atlas/v2/orgs?", "/api/atlas/v2/orgs?name=it%2527s&x=a%7Cb",
        "/api/atlas/v2/orgs?name=its&x=a%7Cb", "/api/atlas/v2/org?name=it%27s&x=a%7Cb",
        "/api/atlas/v2/orgs?name=it%27s&x=a%7Cbc", "b'/api/atlas/v2/orgs?name=it%27s&x=a%7Cb'",
        "/x/api/atlas/v2/orgs?name=it's&x=a|b", "x", "?", "://", "http://h"})
    EXPECT_FALSE(covers(uri, target, "https://h")) << uri;
}

TEST(Covers, TakesAnEmptyQueryForNone) {
  EXPECT_TRUE(covers("/orgs?", "/orgs", ""));
  EXPECT_TRUE(covers("/orgs", "/orgs?", ""));
  EXPECT_TRUE(covers("http://h/orgs?", "/orgs", ""));
  EXPECT_TRUE(covers("http://h", "/", ""));
  EXPECT_TRUE(covers("http://h?a=b", "/?a=b", ""));
  EXPECT_FALSE(covers("/orgs??", "/orgs", ""));
  EXPECT_FALSE(covers("/orgs/", "/orgs", ""));
  EXPECT_FALSE(covers("/a%", "/a", ""));
  EXPECT_TRUE(covers("/a%", "/a%25", ""));
}

// A proxy that serves below a path takes it away; its clients sign what they sent.
TEST(Covers, KnowsThePathOfThePublicUrl) {
  std::string_view const target = "/api/atlas/v2/orgs?pageNum=1";
  for (auto const* uri : {"/cloud/one/api/atlas/v2/orgs?pageNum=1", "/api/atlas/v2/orgs?pageNum=1",
                          "https://h/cloud/one/api/atlas/v2/orgs?pageNum=1",
                          "/cloud%2Fone/api/atlas/v2/orgs?pageNum=1"})
    EXPECT_TRUE(covers(uri, target, "https://h/cloud/one")) << uri;
  for (auto const* uri : {"/one/api/atlas/v2/orgs?pageNum=1", "/cloud/one/api/atlas/v2/orgs",
                          "/cloud/one/cloud/one/api/atlas/v2/orgs?pageNum=1"})
    EXPECT_FALSE(covers(uri, target, "https://h/cloud/one")) << uri;
}

}  // namespace
}  // namespace orgd
