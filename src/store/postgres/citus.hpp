// How the tables are spread over the nodes of a Citus cluster: those of an organization side by
// side, directories by their key, what is small on every node.
#pragma once

#include <string_view>
#include <vector>

#include "store/schema_connection.hpp"

namespace orgd {

struct Placement {
  std::string_view table;
  Statement statement;
};

/// What is left to do, in order; nothing where tables are not spread. A table counts as not placed
/// also while it does not exist.
std::vector<Placement> missing_placements(SchemaConnection& connection);

/// Before a transaction changes the schema of a cluster. Throws SchemaRefused on a worker, which
/// may not.
void prepare_cluster(SchemaConnection& connection);

}  // namespace orgd
