// Answers as people and programs want them: a table, JSON, YAML or CSV.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_read.hpp"

namespace orgctl {

enum class Format : std::uint8_t { table, json, yaml, csv };

/// The names of --output, in the order of Format.
inline constexpr std::array<std::string_view, 4> format_names{"table", "json", "yaml", "csv"};

/// What a table may use: a width in columns (0: unlimited) and escape sequences.
struct Screen {
  std::size_t width = 0;
  bool colours = false;
  bool is_terminal = false;
};

/// The answer itself: what an envelope holds, or what came.
atlas::JsonNode const& content_of(atlas::JsonNode const& answer);

/// The items of a list answer, or nullptr.
atlas::JsonNode const* items_of(atlas::JsonNode const& content);

/// What a JSON pointer (RFC 6901), "" or beginning with "/", names; a step "*" is every element.
/// The error names the step that leads nowhere.
std::expected<atlas::JsonNode, std::string> resolve_pointer(atlas::JsonNode const& root,
                                                            std::string_view pointer);

/// `columns` come first, for lists; members that no column names follow. Ends with a line end, or
/// is empty.
std::string render(atlas::JsonNode const& content, Format format,
                   std::vector<std::string> const& columns, Screen screen);

/// The text of a node in one cell: texts without quotes, lists of texts with commas.
std::string cell_of(atlas::JsonNode const& node);

}  // namespace orgctl
