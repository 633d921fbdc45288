// SQL functions that PostgreSQL has and Debian's SQLite lacks, so one SQL text serves both.
// Only what the store's statements use; add one only with its test.
#pragma once

struct sqlite3;

namespace orgd {

/// Adds `string_agg(text, separator)`. False when the connection refuses.
bool register_functions(sqlite3* handle);

}  // namespace orgd
