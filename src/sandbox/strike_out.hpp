// Striking secrets out of what the journal keeps.
#pragma once

#include <string_view>

#include "sandbox/types.hpp"

namespace orgd::sandbox {

/// What stands in a secret's place, in JSON as well as in a URL.
inline constexpr std::string_view struck = "***";

/// Whether what has this name is a secret, be it a field of HTTP, a member of JSON, a field of a
/// form or a parameter of a query. Case, "_" and "-" make no difference.
bool is_secret_name(std::string_view name);

/// Strikes out every value of such a name, wherever in the entry it stands: fields, query, bodies,
/// links in texts, JSON inside texts. A body that cannot be read and may hold one is struck out as
/// a whole. What is found to be a secret in one place is struck out in all others.
void strike_out(Entry& entry);

/// The same for a document that is compared with such a body.
void strike_out(atlas::JsonNode& document);

}  // namespace orgd::sandbox
