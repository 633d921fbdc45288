// The JSON Schema (2020-12) of seed files, for editors and for who makes such files.
#pragma once

#include <string>

namespace orgd::sandbox {

/// Derived from the structs and their rules: docs/seed-file.schema.json.
std::string seed_schema();

}  // namespace orgd::sandbox
