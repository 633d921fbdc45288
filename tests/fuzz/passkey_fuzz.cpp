// Fuzzes what authenticators write: what is read lies within what was sent, is as long as it may
// be, and is read the same without what stands around it.
#include <array>
#include <cstdlib>

#include "security/authenticator_data.hpp"
#include "security/base64url.hpp"
#include "security/cbor_reader.hpp"
#include "security/passkey.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view challenge = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY";
constexpr std::string_view head = R"({"challenge":"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY",)"
                                  R"("origin":"http://localhost","type":"webauthn.)";
// SHA-256 of "localhost".
constexpr std::array<unsigned char, 32> party_hash{
    0x49, 0x96, 0x0d, 0xe5, 0x88, 0x0e, 0x8c, 0x68, 0x74, 0x34, 0x17, 0x0f, 0x64, 0x76, 0x60, 0x5b,
    0x8f, 0xe4, 0xae, 0xb9, 0xa2, 0x86, 0x32, 0xc7, 0x99, 0x5c, 0xf3, 0xba, 0x83, 0x1d, 0x97, 0x63};

void check_cbor(std::string_view bytes) {
  orgd::CborReader reader(bytes);
  auto const whole = reader.whole();
  if (!whole) return;
  require(!whole->empty() && whole->size() + reader.left().size() == bytes.size());
  orgd::CborReader again(*whole);
  require(again.whole() == whole && again.left().empty());
  require(!orgd::CborReader(whole->substr(0, whole->size() - 1)).whole());
}

void check_data(std::string_view bytes) {
  auto const data = orgd::read_authenticator_data(bytes);
  if (!data) return;
  require(data->relying_party_hash.size() == 32);
  require(data->has_extensions == (data->without_extensions.size() < bytes.size()));
  if (data->credential)
    require(!data->credential->id.empty() && data->credential->id.size() < 1024);
  auto const plain = orgd::read_authenticator_data(data->without_extensions);
  require(plain && !plain->has_extensions && plain->sign_count == data->sign_count);
  require(plain->credential.has_value() == data->credential.has_value());
}

// The bytes as an authenticator of this relying party would have sent them.
std::string addressed(std::string_view bytes) {
  std::string data(bytes);
  for (std::size_t i = 0; i < std::min(data.size(), party_hash.size()); ++i)
    data[i] = static_cast<char>(party_hash.at(i));
  return data;
}

std::string object_around(std::string_view data) {
  std::string object =
      "\xa3\x63"
      "fmt\x64none\x67"
      "attStmt\xa0\x68"
      "authData\x59";
  object += static_cast<char>(data.size() >> 8U & 0xffU);
  object += static_cast<char>(data.size() & 0xffU);
  return object.append(data);
}

void check_registration(orgd::PasskeyQuestion const& question, std::string_view object) {
  std::string const client_data = orgd::to_base64url(std::string(head) + "create\"}");
  std::string const attestation = orgd::to_base64url(object);
  auto const read = orgd::read_registration(
      {.client_data = client_data, .attestation_object = attestation}, question);
  if (!read) return;
  require(orgd::from_base64url(read->credential_id).has_value());
  require(!read->key.bytes.empty());
}

void check_assertion(orgd::PasskeyQuestion const& question, std::string_view data) {
  std::string const client_data = orgd::to_base64url(std::string(head) + "get\"}");
  std::string const in_text = orgd::to_base64url(data);
  // The base point of P-256: nobody has signed with its key, which is 1.
  static std::string const key = orgd::to_base64url(std::string(
      "\x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\x77\x03\x7d\x81\x2d\xeb\x33"
      "\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96\x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7\xeb\x4a\x7c\x0f"
      "\x9e\x16\x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5",
      64));
  require(!orgd::verify_assertion(
      {.client_data = client_data, .authenticator_data = in_text, .signature = in_text},
      {.algorithm = -7, .bytes = key}, question));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  static auto const party = orgd::relying_party_of("http://localhost").value();
  orgd::PasskeyQuestion const question{.party = party, .challenge = challenge};
  check_cbor(bytes);
  check_data(bytes);
  if (auto const inner = orgd::authenticator_data_in(bytes)) require(inner->size() < size);
  check_registration(question, bytes);
  if (size > 0xffff) return 0;
  auto const sent = addressed(bytes);
  check_registration(question, object_around(sent));
  check_assertion(question, sent);
  if (auto const decoded = orgd::from_base64url(bytes))
    require(orgd::to_base64url(*decoded) == bytes);
  // A client data that strangers wrote is read, too.
  auto const judged =
      orgd::judge_client_data(orgd::to_base64url(bytes), orgd::Ceremony::assertion, question);
  require(judged || !orgd::words_of(judged.error()).empty());
  return 0;
}
