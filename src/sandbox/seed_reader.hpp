// Reads a seed file. A scalar is of the type of the member that it stands in, whatever it looks
// like: `600000000000000000000e10` is an id where one is expected, and no number.
#pragma once

#include <expected>
#include <string_view>

#include "api/json_read.hpp"
#include "sandbox/seed_error.hpp"
#include "sandbox/seed_file.hpp"

namespace orgd::sandbox {

/// YAML 1.2 or JSON, up to 16 MiB. Tells the first errors of all: broken syntax ends the reading;
/// unknown and absent members, wrong types and broken rules do not. What is judged is each value
/// for itself; whether they fit together, the writer says.
std::expected<SeedFile, SeedErrors> read_seed(std::string_view text);

/// Whether a file has to have the member: what is neither optional nor a list that may be empty.
template <class Member>
constexpr bool is_required(atlas::FieldRule const& rule) {
  if constexpr (atlas::detail::is_list<Member>)
    return rule.non_empty;
  else
    return !atlas::is_optional<Member>;
}

}  // namespace orgd::sandbox
