// The classes of the client library with a method for each operation, printed from the table.
#pragma once

#include <string>
#include <vector>

namespace atlas {

/// A source file of the client library, under the root of the project.
struct SourceFile {
  std::string path{};
  std::string text{};
};

/// A header and a source for each group of operations (see tag_of).
std::vector<SourceFile> sdk_sources();

}  // namespace atlas
