// Moves a whole store from one database to another, of whichever kinds. Readers of the source go
// on, its writers wait until the copy ends. A copy that was cut off goes on where it stopped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "store/schema_connection.hpp"

namespace orgd {

/// A table as it stands on both sides.
struct CopiedTable {
  std::string_view name;
  std::int64_t rows = 0;
  std::uint64_t checksum = 0;  ///< of all values in the order of the keys; the same on every engine

  bool operator==(CopiedTable const&) const = default;
};

struct CopyProgress {
  std::string_view table;
  bool compares;  ///< what is copied is read back
  std::int64_t rows;
  std::int64_t total;
};

struct CopyOptions {
  std::size_t batch = 1000;  ///< rows that the target commits at once
  bool resume = false;       ///< go on with a target that is a part of this source
  std::function<void(CopyProgress const&)> progress = [](CopyProgress const&) {};
  std::function<bool()> stop = [] { return false; };  ///< asked between two batches
};

/// Both must have this program's schema. The target must be empty, or with `resume` an unfinished
/// copy of the same source. Throws DatabaseError; a difference between the sides is one.
std::vector<CopiedTable> copy_store(SchemaConnection& from, SchemaConnection& to,
                                    CopyOptions const& options);

/// Throws SchemaRefused when the store is a copy that never ended.
void refuse_unfinished_copy(SchemaConnection& connection);

}  // namespace orgd
