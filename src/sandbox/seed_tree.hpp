// A YAML or JSON document as a tree with the place of everything in it. What a scalar is, whoever
// reads it says: here each is text.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/seed_error.hpp"

namespace orgd::sandbox {

struct SeedMark {
  std::size_t line = 0;  ///< from 1, as is the column
  std::size_t column = 0;
};

struct SeedNode {
  enum class Kind : std::uint8_t { null, text, list, object };
  Kind kind = Kind::null;
  bool quoted = false;      ///< of a text: nobody means a number or a flag by it
  std::uint8_t height = 1;  ///< levels from here down
  SeedMark mark{};
  SeedMark key_mark{};
  std::string key{};  ///< of a member of an object
  std::string text{};
  std::vector<SeedNode> children{};  ///< elements, or members in their order

  SeedNode const* find(std::string_view name) const;
};

namespace most_of_seed {
inline constexpr std::size_t bytes = std::size_t{16} << 20U;  ///< of a file, and of its aliases
inline constexpr std::size_t nodes = 1'000'000;  ///< with those of aliases; so many , [ { too
inline constexpr std::size_t aliases = 1'000;
inline constexpr std::size_t depth = 32;
}  // namespace most_of_seed

/// Parses one document: YAML 1.2 without tags and merge keys, or JSON. Errors are bad syntax, bad
/// UTF-8, control characters, members that stand twice, and more than `most_of_seed`.
std::expected<SeedNode, SeedErrors> parse_seed(std::string_view text);

/// Where the deepest part of a path stands that the tree has.
SeedMark mark_of(SeedNode const& root, std::string_view path);

}  // namespace orgd::sandbox
