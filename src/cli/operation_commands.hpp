// The operations table as commands of a terminal: every row, its parameters and the members of its
// body as options. Nothing here is written by hand for one operation.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace orgctl {

/// Where an option's value goes.
enum class Part : std::uint8_t { path, query, body };

/// How an option's text is read. `json` is for members that have no shorter form.
enum class ValueKind : std::uint8_t { text, integer, boolean, texts, json };

struct Option {
  std::string name;  ///< "--org"
  Part part;
  std::vector<std::string> keys;  ///< wire name; several lead into nested objects of a body
  ValueKind kind;
  bool required;
  bool nullable;  ///< the text "null" clears the member
  atlas::FieldRule rule;
};

/// One row of the table.
struct Form {
  atlas::OperationInfo const* info;
  std::vector<Option> options;
  bool takes_body;
  bool body_is_list;                 ///< the options make its one element
  bool answers_pages;                ///< --all follows them
  std::vector<std::string> columns;  ///< of the answer or of its items, nested ones with dots

  Option const* find(std::string_view name) const;
};

/// Rows that share their words: versions of one operation, or two ways to name what it is about.
struct OperationCommand {
  std::vector<std::string> words;
  std::vector<Form> forms;  ///< later versions last
};

std::vector<OperationCommand> const& operation_commands();

/// The command of these words, or nullptr.
OperationCommand const* find_command(std::vector<std::string> const& words);

/// The form that lists what a path's place names: that of "/orgs" for "/orgs/{orgId}".
Form const* list_of(std::string_view option);

/// What the user gave: texts by option.
using Given = std::map<std::string, std::vector<std::string>, std::less<>>;

}  // namespace orgctl
