// Digest: vectors computed by the formulas of RFC 7616 for this API's realm, and the header's
// syntax.
#include "server/digest.hpp"

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

struct HeaderCase {
  char const* name;
  char const* value;
  bool fine;
};

TEST(ParseDigest, TakesWhatClientsSend) {
  HeaderCase const cases[] = {
      {"as curl does",
       R"(username="k", realm="r", nonce="n", uri="/", cnonce="c", nc=00000001, )"
       R"(qop=auth, response="x", algorithm=MD5)",
       true},
      {"everything in quotes",
       R"(username="k",nonce="n",uri="/",cnonce="c",nc="00000001",qop="auth")", true},
      {"no qop", R"(username="k", nonce="n", uri="/", response="x")", true},
      {"blanks around", " username = \"k\" , nonce=\"n\" ,\turi=\"/\" ", true},
      {"names in capitals", R"(USERNAME="k", Nonce="n", URI="/")", true},
      {"an unknown parameter", R"(username="k", nonce="n", uri="/", opaque="o")", true},
      {"no username", R"(nonce="n", uri="/")", false},
      {"no nonce", R"(username="k", uri="/")", false},
      {"no uri", R"(username="k", nonce="n")", false},
      {"qop without a count", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c")", false},
      {"a short count", R"(username="k", nonce="n", uri="/", qop=auth, cnonce="c", nc=1)", false},
      {"qop without a client nonce", R"(username="k", nonce="n", uri="/", qop=auth, nc=00000001)",
       false},
      {"an open quote", R"(username="k, nonce="n", uri="/)", false},
      {"an escape", R"(username="k\"k", nonce="n", uri="/")", false},
      {"no comma", R"(username="k" nonce="n", uri="/")", false},
      {"no equals sign", "username", false},
      {"nothing", "", false},
  };
  for (auto const& [name, value, fine] : cases)
    EXPECT_EQ(parse_digest(value).has_value(), fine) << name;
}

TEST(ParseDigest, FindsEachParameter) {
  auto const found = parse_digest(R"(username="k", realm="a b", nonce="n=,", uri="/p?q=1,2", )"
                                  R"(response="x", algorithm=SHA-256, qop=auth, nc=0000000a, )"
                                  R"(cnonce="c")");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->realm, "a b");
  EXPECT_EQ(found->nonce, "n=,");
  EXPECT_EQ(found->uri, "/p?q=1,2");
  EXPECT_EQ(found->algorithm, "SHA-256");
  EXPECT_EQ(found->nc, "0000000a");
}

}  // namespace
}  // namespace orgd
