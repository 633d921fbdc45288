// Reading authenticator data and attestation objects.
#include "security/authenticator_data.hpp"

#include <sodium.h>

#include <array>

#include "security/cbor_reader.hpp"

namespace orgd {
namespace {

using Kind = CborItem::Kind;

constexpr std::size_t party_hash_size = 32;
constexpr std::size_t fixed_size = party_hash_size + 1 + 4;
constexpr std::size_t aaguid_size = 16;
constexpr std::size_t longest_id = 1023;      // level 2, 6.5.1
constexpr std::uint64_t algorithm_label = 3;  // COSE, RFC 9052 7.1

constexpr unsigned present_flag = 0x01;
constexpr unsigned verified_flag = 0x04;
constexpr unsigned credential_flag = 0x40;
constexpr unsigned extensions_flag = 0x80;

// Big-endian.
std::uint32_t number_of(std::string_view bytes) {
  std::uint32_t number = 0;
  for (char const c : bytes) number = number << 8U | static_cast<unsigned char>(c);
  return number;
}

// Takes so many bytes from the front; nothing when there are fewer.
std::optional<std::string_view> take(std::string_view& bytes, std::size_t count) {
  if (bytes.size() < count) return std::nullopt;
  auto const taken = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return taken;
}

// One map with all that is in it.
std::optional<std::string_view> take_map(std::string_view& bytes) {
  CborReader reader(bytes);
  auto const head = CborReader(bytes).next();
  if (!head || head->kind != Kind::map) return std::nullopt;
  auto const map = reader.whole();
  bytes = reader.left();
  return map;
}

// The algorithm that a key of COSE is for; nothing when it says none, or two.
std::optional<std::int64_t> algorithm_of(std::string_view key) {
  CborReader reader(key);
  auto const head = reader.next();
  std::optional<std::int64_t> algorithm;
  for (std::uint64_t i = 0; head && i < head->number; ++i) {
    auto const label = reader.next();
    bool const is_it = label && label->kind == Kind::number && label->number == algorithm_label;
    if (!label || (is_it && algorithm)) return std::nullopt;
    CborReader value = reader;
    if (!reader.whole()) return std::nullopt;
    if (!is_it) continue;
    auto const number = value.next();
    // Registered ones fit 16 bits; larger ones are none of ours.
    if (!number || number->number > 0xffff) return std::nullopt;
    auto const size = static_cast<std::int64_t>(number->number);
    if (number->kind == Kind::number) algorithm = size;
    if (number->kind == Kind::negative) algorithm = -1 - size;
  }
  return algorithm;
}

std::optional<NewCredential> take_credential(std::string_view& bytes) {
  auto const aaguid = take(bytes, aaguid_size);
  auto const size = take(bytes, 2);
  if (!aaguid || !size) return std::nullopt;
  auto const id = take(bytes, number_of(*size));
  if (!id || id->empty() || id->size() > longest_id) return std::nullopt;
  auto const key = take_map(bytes);
  if (!key) return std::nullopt;
  auto const algorithm = algorithm_of(*key);
  if (!algorithm) return std::nullopt;
  return NewCredential{.aaguid = *aaguid, .id = *id, .algorithm = *algorithm};
}

}  // namespace

PasskeyResult<AuthenticatorData> read_authenticator_data(std::string_view bytes) {
  auto const unreadable = std::unexpected(PasskeyFault::authenticator_data_unreadable);
  std::string_view left = bytes;
  auto const head = take(left, fixed_size);
  if (!head) return unreadable;
  unsigned const flags = static_cast<unsigned char>((*head)[party_hash_size]);
  AuthenticatorData data{.relying_party_hash = head->substr(0, party_hash_size),
                         .user_present = (flags & present_flag) != 0,
                         .user_verified = (flags & verified_flag) != 0,
                         .has_extensions = (flags & extensions_flag) != 0,
                         .sign_count = number_of(head->substr(party_hash_size + 1))};
  if ((flags & credential_flag) != 0) {
    data.credential = take_credential(left);
    if (!data.credential) return unreadable;
  }
  data.without_extensions = bytes.substr(0, bytes.size() - left.size());
  data.without_extensions[party_hash_size] = static_cast<char>(flags & ~extensions_flag);
  if (data.has_extensions && !take_map(left)) return unreadable;
  if (!left.empty()) return unreadable;
  return data;
}

PasskeyResult<std::string_view> authenticator_data_in(std::string_view attestation_object) {
  auto const unreadable = std::unexpected(PasskeyFault::attestation_unreadable);
  CborReader reader(attestation_object);
  auto const head = reader.next();
  if (!head || head->kind != Kind::map) return unreadable;
  std::optional<std::string_view> found;
  bool has_format = false;
  for (std::uint64_t i = 0; i < head->number; ++i) {
    auto const name = reader.next();
    if (!name || name->kind != Kind::text) return unreadable;
    CborReader value = reader;
    if (!reader.whole()) return unreadable;
    auto const item = value.next();
    if (name->content == "fmt") {
      if (has_format || item->kind != Kind::text) return unreadable;
      has_format = true;
    } else if (name->content == "authData") {
      if (found || item->kind != Kind::bytes) return unreadable;
      found = item->content;
    }
  }
  if (!found || !has_format || !reader.left().empty()) return unreadable;
  return *found;
}

PasskeyResult<AuthenticatorData> judge_authenticator_data(std::string_view bytes,
                                                          std::string_view relying_party_id) {
  auto data = read_authenticator_data(bytes);
  if (!data) return data;
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(relying_party_id.data()),
                     relying_party_id.size());
  std::string_view const expected(reinterpret_cast<char const*>(hash.data()), hash.size());
  if (data->relying_party_hash != expected)
    return std::unexpected(PasskeyFault::other_relying_party);
  if (!data->user_present) return std::unexpected(PasskeyFault::nobody_present);
  return data;
}

}  // namespace orgd
