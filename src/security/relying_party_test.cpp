// Whom passkeys are for, by the address of the pages.
#include "security/relying_party.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

TEST(RelyingParty, IsTheHostUnlessThatIsAnAddress) {
  EXPECT_EQ(relying_party_of("https://orgs.example.org:8443")->id, "orgs.example.org");
  EXPECT_EQ(relying_party_of("https://orgs.example.org:8443")->origin,
            "https://orgs.example.org:8443");
  EXPECT_EQ(relying_party_of("http://localhost:8080")->id, "localhost");
  EXPECT_EQ(relying_party_of("https://4.example")->id, "4.example");
  for (auto const* const origin :
       {"http://127.0.0.1:8080", "https://[::1]:8443", "https://10.1", "https://0x7f",
        "https://1.2.3.4.", "orgs.example.org", "https://"})
    EXPECT_FALSE(relying_party_of(origin)) << origin;
}

}  // namespace
}  // namespace orgd
