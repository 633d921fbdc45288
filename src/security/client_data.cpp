// Judging client data.
#include "security/client_data.hpp"

#include <sodium.h>

#include "api/json_read.hpp"
#include "security/base64url.hpp"
#include "security/vault.hpp"

namespace orgd {
namespace {

using atlas::JsonNode;

// In bytes: a browser writes some 200, of which the origin is the longest part.
constexpr std::size_t longest_client_data = 4096;

// The text of a member; "" where it is none, which fits no expectation.
std::string_view text_of(JsonNode const& data, std::string_view name) {
  JsonNode const* const member = data.find(name);
  return member != nullptr && member->kind == JsonNode::Kind::text ? std::string_view(member->text)
                                                                   : std::string_view();
}

// Absent means false (level 2); what is no boolean is taken for the worst.
bool is_cross_origin(JsonNode const& data) {
  JsonNode const* const member = data.find("crossOrigin");
  return member != nullptr && (member->kind != JsonNode::Kind::boolean || member->boolean);
}

PasskeyResult<std::string> bytes_of_client_data(std::string_view client_data) {
  if (client_data.size() > longest_client_data * 4 / 3 + 1)
    return std::unexpected(PasskeyFault::too_long);
  auto bytes = from_base64url(client_data);
  if (!bytes) return std::unexpected(PasskeyFault::not_base64url);
  if (bytes->size() > longest_client_data) return std::unexpected(PasskeyFault::too_long);
  return std::move(*bytes);
}

// Duplicate members are refused: of two origins a browser and we might read different ones.
PasskeyResult<JsonNode> read_client_data(std::string_view bytes) {
  auto data = atlas::parse_json(bytes);
  if (!data || data->kind != JsonNode::Kind::object)
    return std::unexpected(PasskeyFault::client_data_unreadable);
  return std::move(*data);
}

}  // namespace

std::string challenge_in(std::string_view client_data) {
  auto const bytes = bytes_of_client_data(client_data);
  if (!bytes) return {};
  auto const data = read_client_data(*bytes);
  return data ? std::string(text_of(*data, "challenge")) : std::string();
}

PasskeyResult<ClientDataHash> judge_client_data(std::string_view client_data, Ceremony ceremony,
                                                PasskeyQuestion const& question) {
  auto const refuse = [](PasskeyFault fault) { return std::unexpected(fault); };
  auto const bytes = bytes_of_client_data(client_data);
  if (!bytes) return refuse(bytes.error());
  auto const data = read_client_data(*bytes);
  if (!data) return refuse(data.error());
  std::string_view const type =
      ceremony == Ceremony::registration ? "webauthn.create" : "webauthn.get";
  if (text_of(*data, "type") != type) return refuse(PasskeyFault::other_type);
  if (question.challenge.empty() || !equal_secrets(text_of(*data, "challenge"), question.challenge))
    return refuse(PasskeyFault::other_challenge);
  if (text_of(*data, "origin") != question.party.origin) return refuse(PasskeyFault::other_origin);
  if (is_cross_origin(*data)) return refuse(PasskeyFault::cross_origin);
  ClientDataHash hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(bytes->data()),
                     bytes->size());
  return hash;
}

}  // namespace orgd
