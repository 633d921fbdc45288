// Readers of answers that share nothing with the product: a fault that its reader and its writer
// had in common would not be seen by its own reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

/// A JSON value.
struct Node {
  enum class Kind : std::uint8_t { null, boolean, integer, number, text, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text{};            ///< of a text, or the digits of a number
  std::string key{};             ///< of a member of an object
  std::vector<Node> children{};  ///< elements, or members in their order, repeated ones too
  Node const* find(std::string_view name) const;
};

/// A whole document by RFC 8259, in UTF-8; nothing when it is none.
std::optional<Node> parse_json(std::string_view document);

/// "2024-03-01T10:00:00Z" and no other form, as seconds since 1970; nothing for a day or a time
/// that does not exist.
std::optional<std::int64_t> read_date(std::string_view text);

/// The words of RFC 9110 and RFC 6585 for a status, or "" for one that no API answers.
std::string_view words_for(int status);

}  // namespace conformance
