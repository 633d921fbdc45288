// Passkeys of an authenticator in software: what is accepted, and what is refused, why.
#include "security/passkey.hpp"

#include <gtest/gtest.h>

#include "security/authenticator_data.hpp"
#include "security/base64url.hpp"
#include "software_authenticator.hpp"

namespace orgd {
namespace {

using conformance::PasskeyAssertion;
using conformance::PasskeyPrompt;
using conformance::PasskeyQuirks;
using conformance::PasskeyRegistration;
using conformance::SoftwareAuthenticator;
using Algorithm = SoftwareAuthenticator::Algorithm;

constexpr std::string_view asked_challenge = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY";

RelyingParty const& orgs_party() {
  static RelyingParty const of = relying_party_of("https://orgs.example.org").value();
  return of;
}

PasskeyPrompt asked_prompt() {
  return {.relying_party = orgs_party().id,
          .origin = orgs_party().origin,
          .challenge = std::string(asked_challenge)};
}

PasskeyResult<RegisteredPasskey> read_made(PasskeyRegistration const& made) {
  return read_registration(
      {.client_data = made.client_data, .attestation_object = made.attestation_object},
      {.party = orgs_party(), .challenge = asked_challenge});
}

PasskeyResult<PasskeyUse> verify_made(PasskeyAssertion const& made, PasskeyKey const& key) {
  return verify_assertion({.client_data = made.client_data,
                           .authenticator_data = made.authenticator_data,
                           .signature = made.signature},
                          key, {.party = orgs_party(), .challenge = asked_challenge});
}

PasskeyFault fault_of(PasskeyPrompt const& asked, PasskeyQuirks const& quirks = {}) {
  SoftwareAuthenticator authenticator;
  auto const read_it = read_made(authenticator.create(asked, quirks));
  EXPECT_FALSE(read_it);
  return read_it ? PasskeyFault::too_long : read_it.error();
}

// One whose registration went well, asked again.
struct Registered {
  SoftwareAuthenticator authenticator;
  PasskeyKey key{};

  explicit Registered(Algorithm algorithm = Algorithm::es256) : authenticator(algorithm) {
    key = read_made(authenticator.create(asked_prompt())).value().key;
  }
  PasskeyFault fault(PasskeyPrompt const& asked, PasskeyQuirks const& quirks = {}) {
    auto const used = verify_made(authenticator.get(asked, quirks), key);
    EXPECT_FALSE(used);
    return used ? PasskeyFault::too_long : used.error();
  }
};

TEST(Passkey, KeysOfAllAlgorithmsRegisterAndSign) {
  for (auto const algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    SoftwareAuthenticator authenticator(algorithm);
    authenticator.count = 7;
    auto const made = authenticator.create(asked_prompt());
    auto const registered = read_made(made);
    ASSERT_TRUE(registered) << words_of(registered.error());
    EXPECT_EQ(registered->credential_id, made.id);
    EXPECT_EQ(registered->aaguid, to_base64url(std::string(16, 'A')));
    EXPECT_EQ(registered->sign_count, 7u);
    EXPECT_TRUE(registered->user_verified);
    auto const used = verify_made(authenticator.get(asked_prompt()), registered->key);
    ASSERT_TRUE(used) << words_of(used.error());
    EXPECT_EQ(used->sign_count, 8u);
    EXPECT_TRUE(used->user_verified);
  }
}

TEST(Passkey, WhetherTheUserWasVerifiedIsTold) {
  Registered passkey;
  auto const used =
      verify_made(passkey.authenticator.get(asked_prompt(), {.flags = 0x01}), passkey.key);
  ASSERT_TRUE(used);
  EXPECT_FALSE(used->user_verified);
}

TEST(Passkey, AKeyOfAnAlgorithmThatWasNotOfferedIsRefused) {
  SoftwareAuthenticator authenticator(Algorithm::es384);
  EXPECT_EQ(read_made(authenticator.create(asked_prompt())).error(),
            PasskeyFault::unknown_algorithm);
}

TEST(Passkey, AKeyThatIsNoneIsRefused) {
  // Of P-256, but no point of it.
  std::string const head{'\xa5', 1, 2, 3, '\x26', '\x20', 1};
  std::string const coordinate(32, '\x11');
  std::string const point = head + "\x21\x58\x20" + coordinate + "\x22\x58\x20" + coordinate;
  EXPECT_EQ(fault_of(asked_prompt(), {.key = point}), PasskeyFault::key_unreadable);
  // Says ES256 and has nothing else.
  EXPECT_EQ(fault_of(asked_prompt(), {.key = "\xa1\x03\x26"}), PasskeyFault::key_unreadable);
  // Says two algorithms, and none.
  EXPECT_EQ(fault_of(asked_prompt(), {.key = "\xa2\x03\x26\x03\x26"}),
            PasskeyFault::authenticator_data_unreadable);
  EXPECT_EQ(fault_of(asked_prompt(), {.key = "\xa0"}), PasskeyFault::authenticator_data_unreadable);
}

TEST(Passkey, EachFactOfTheClientDataIsCompared) {
  Registered passkey;
  auto const both = [&](PasskeyPrompt const& asked, PasskeyQuirks const& quirks,
                        PasskeyFault fault) {
    EXPECT_EQ(fault_of(asked, quirks), fault) << words_of(fault);
    EXPECT_EQ(passkey.fault(asked, quirks), fault) << words_of(fault);
  };
  auto asked = asked_prompt();
  asked.origin = "https://orgs.example.org.evil.example";
  both(asked, {}, PasskeyFault::other_origin);
  asked.origin = "http://orgs.example.org";
  both(asked, {}, PasskeyFault::other_origin);
  asked = asked_prompt();
  asked.challenge[3] = 'X';
  both(asked, {}, PasskeyFault::other_challenge);
  asked.challenge = "";
  both(asked, {}, PasskeyFault::other_challenge);
  both(asked_prompt(), {.type = "payment.get"}, PasskeyFault::other_type);
  both(asked_prompt(), {.more_client_data = R"(,"crossOrigin":true)"}, PasskeyFault::cross_origin);
  both(asked_prompt(), {.more_client_data = R"(,"crossOrigin":"no")"}, PasskeyFault::cross_origin);
  both(asked_prompt(), {.more_client_data = R"(,"origin":"https://orgs.example.org")"},
       PasskeyFault::client_data_unreadable);
  both(asked_prompt(), {.more_client_data = "]"}, PasskeyFault::client_data_unreadable);
  std::string const much = R"(,"more":")" + std::string(4096, 'x') + '"';
  both(asked_prompt(), {.more_client_data = much}, PasskeyFault::too_long);
  EXPECT_EQ(fault_of(asked_prompt(), {.type = "webauthn.get"}), PasskeyFault::other_type);
  EXPECT_EQ(passkey.fault(asked_prompt(), {.type = "webauthn.create"}), PasskeyFault::other_type);
}

TEST(Passkey, MembersThatABrowserMayAddAreAccepted) {
  SoftwareAuthenticator authenticator;
  auto const made = authenticator.create(
      asked_prompt(),
      {.more_client_data = R"(,"crossOrigin":false,"other_keys_can_be_added_here":"x")"});
  EXPECT_TRUE(read_made(made));
}

TEST(Passkey, AnEmptyChallengeFitsNothing) {
  SoftwareAuthenticator authenticator;
  auto asked = asked_prompt();
  asked.challenge = "";
  auto const made = authenticator.create(asked);
  auto const read_it = read_registration(
      {.client_data = made.client_data, .attestation_object = made.attestation_object},
      {.party = orgs_party(), .challenge = ""});
  EXPECT_EQ(read_it.error(), PasskeyFault::other_challenge);
}

TEST(Passkey, EachFactOfTheAuthenticatorDataIsJudged) {
  Registered passkey;
  auto asked = asked_prompt();
  asked.relying_party = "example.org";
  EXPECT_EQ(fault_of(asked), PasskeyFault::other_relying_party);
  EXPECT_EQ(passkey.fault(asked), PasskeyFault::other_relying_party);
  EXPECT_EQ(fault_of(asked_prompt(), {.flags = 0x04}), PasskeyFault::nobody_present);
  EXPECT_EQ(passkey.fault(asked_prompt(), {.flags = 0x04}), PasskeyFault::nobody_present);
  EXPECT_EQ(fault_of(asked_prompt(), {.credential = false}), PasskeyFault::no_credential);
  EXPECT_EQ(passkey.fault(asked_prompt(), {.flags = 0x45}),
            PasskeyFault::authenticator_data_unreadable);
  EXPECT_EQ(fault_of(asked_prompt(), {.behind_data = "x"}),
            PasskeyFault::authenticator_data_unreadable);
  EXPECT_EQ(passkey.fault(asked_prompt(), {.behind_data = "x"}),
            PasskeyFault::authenticator_data_unreadable);
}

TEST(Passkey, AnIdHasAtMost1023Bytes) {
  SoftwareAuthenticator authenticator;
  std::string const longest(1023, 'i');
  auto const read_it = read_made(authenticator.create(asked_prompt(), {.credential_id = longest}));
  ASSERT_TRUE(read_it);
  EXPECT_EQ(read_it->credential_id, to_base64url(longest));
  EXPECT_EQ(fault_of(asked_prompt(), {.credential_id = longest + "i"}),
            PasskeyFault::authenticator_data_unreadable);
}

TEST(Passkey, AnswersOfExtensionsAreReadOver) {
  // {"credProtect": 2} and {"x": [h'00', true]}.
  for (std::string_view const extensions : {std::string_view("\xa1\x6b\x63redProtect\x02"),
                                            std::string_view("\xa1\x61x\x82\x41\0\xf5", 7)}) {
    PasskeyQuirks const quirks{.behind_data = extensions, .flags = 0x85};
    SoftwareAuthenticator authenticator;
    auto const read_it = read_made(authenticator.create(asked_prompt(), quirks));
    EXPECT_TRUE(read_it);
  }
  Registered passkey;
  PasskeyQuirks const unknown{.behind_data = "\xa1\x61x\xf5", .flags = 0x85};
  EXPECT_TRUE(verify_made(passkey.authenticator.get(asked_prompt(), unknown), passkey.key));
  PasskeyQuirks const promised{.flags = 0x85};
  EXPECT_EQ(passkey.fault(asked_prompt(), promised), PasskeyFault::authenticator_data_unreadable);
}

TEST(Passkey, OtherFormatsOfAttestationAreNotJudged) {
  SoftwareAuthenticator authenticator;
  EXPECT_TRUE(read_made(authenticator.create(asked_prompt(), {.format = "packed"})));
}

TEST(Passkey, NothingMayStandBehindTheAttestationObject) {
  EXPECT_EQ(fault_of(asked_prompt(), {.behind_object = std::string_view("\0", 1)}),
            PasskeyFault::attestation_unreadable);
}

TEST(Passkey, AnAttestationObjectHasAtMost64KiB) {
  std::string const much(70000, 'x');
  EXPECT_EQ(fault_of(asked_prompt(), {.behind_object = much}), PasskeyFault::too_long);
}

TEST(Passkey, ATruncatedRegistrationIsRefusedAtEveryLength) {
  SoftwareAuthenticator authenticator;
  auto const made = authenticator.create(asked_prompt());
  auto const object = from_base64url(made.attestation_object).value();
  for (std::size_t size = 0; size < object.size(); ++size) {
    auto cut = made;
    cut.attestation_object = to_base64url(object.substr(0, size));
    EXPECT_FALSE(read_made(cut)) << size;
  }
  auto const inner = authenticator_data_in(object);
  ASSERT_TRUE(inner);
  EXPECT_TRUE(read_authenticator_data(*inner));
  for (std::size_t size = 0; size < inner->size(); ++size)
    EXPECT_FALSE(read_authenticator_data(inner->substr(0, size))) << size;
}

TEST(Passkey, ATruncatedAssertionIsRefusedAtEveryLength) {
  for (auto const algorithm : {Algorithm::es256, Algorithm::eddsa}) {
    Registered passkey(algorithm);
    auto const made = passkey.authenticator.get(asked_prompt());
    ASSERT_TRUE(verify_made(made, passkey.key));
    auto const signature = from_base64url(made.signature).value();
    for (std::size_t size = 0; size < signature.size(); ++size) {
      auto cut = made;
      cut.signature = to_base64url(signature.substr(0, size));
      EXPECT_FALSE(verify_made(cut, passkey.key)) << size;
    }
    auto const data = from_base64url(made.authenticator_data).value();
    for (std::size_t size = 0; size < data.size(); ++size) {
      auto cut = made;
      cut.authenticator_data = to_base64url(data.substr(0, size));
      EXPECT_FALSE(verify_made(cut, passkey.key)) << size;
    }
  }
}

TEST(Passkey, SignaturesOfOtherKeysAndOfOtherBytesAreRefused) {
  for (auto const algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    Registered passkey(algorithm);
    Registered const other(algorithm);
    auto const made = passkey.authenticator.get(asked_prompt());
    EXPECT_EQ(verify_made(made, other.key).error(), PasskeyFault::wrong_signature);
    auto changed = made;
    changed.client_data =
        passkey.authenticator.get(asked_prompt(), {.more_client_data = R"(,"crossOrigin":false)"})
            .client_data;
    EXPECT_EQ(verify_made(changed, passkey.key).error(), PasskeyFault::wrong_signature);
    changed = made;
    changed.authenticator_data =
        passkey.authenticator.get(asked_prompt(), {.flags = 0x01}).authenticator_data;
    EXPECT_EQ(verify_made(changed, passkey.key).error(), PasskeyFault::wrong_signature);
  }
}

TEST(Passkey, AKeyIsReadByItsOwnAlgorithmAlone) {
  Registered passkey;
  auto const made = passkey.authenticator.get(asked_prompt());
  for (std::int64_t const algorithm : {-8, -257, -35, 0}) {
    PasskeyKey const other{.algorithm = algorithm, .bytes = passkey.key.bytes};
    EXPECT_EQ(verify_made(made, other).error(), PasskeyFault::wrong_signature);
  }
}

TEST(Passkey, TextsThatAreNoBase64urlAreRefused) {
  Registered passkey;
  auto const made = passkey.authenticator.get(asked_prompt());
  for (auto const member : {&PasskeyAssertion::client_data, &PasskeyAssertion::authenticator_data,
                            &PasskeyAssertion::signature}) {
    auto changed = made;
    changed.*member += "=";
    EXPECT_EQ(verify_made(changed, passkey.key).error(), PasskeyFault::not_base64url);
    changed.*member = std::string(8192, 'A');
    EXPECT_EQ(verify_made(changed, passkey.key).error(), PasskeyFault::too_long);
  }
}

}  // namespace
}  // namespace orgd
