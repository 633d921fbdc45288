// Placements derived from `store_tables`.
#include "store/postgres/citus.hpp"

#include <array>
#include <utility>

#include "store/constant_text.hpp"
#include "store/migrate.hpp"
#include "store/tables.hpp"

namespace orgd {
namespace {

// The organization leads its group; a directory is a group of its own, so that its shards move
// without dragging the organizations'.
constexpr void add_placement(TextBuffer& out, Table const& table) {
  if (table.kind == TableKind::everywhere) {
    out << "SELECT create_reference_table('" << table.name << "')";
    return;
  }
  constexpr auto leader = store_tables.front().name;
  bool const follows = table.is_of_organization() && table.name != leader;
  out << "SELECT create_distributed_table('" << table.name << "', '" << table.first_key()
      << "', colocate_with => '" << (follows ? leader : "none") << "')";
}

template <std::size_t... At>
constexpr auto all_placements(std::index_sequence<At...>) {
  return std::array{
      Placement{store_tables[At].name, ConstantText<[](TextBuffer& out) {
                  add_placement(out, store_tables[At]);
                }>::statement}...,
      // Workers read it to learn whether they may serve.
      Placement{"schema_migration", "SELECT create_reference_table('schema_migration')"}};
}

constexpr auto placements = all_placements(std::make_index_sequence<store_tables.size()>());

// Citus may know a table as its own and yet keep it on the coordinator alone.
constexpr Statement find_placed =
    "SELECT 1 FROM pg_dist_partition WHERE logicalrelid = to_regclass($1) "
    "AND (partmethod = 'h' OR repmodel = 't')";

}  // namespace

std::vector<Placement> missing_placements(SchemaConnection& connection) {
  std::vector<Placement> missing;
  if (!connection.is_sharded()) return missing;
  for (auto const& placement : placements) {
    std::array<Value, 1> const table{placement.table};
    if (connection.query(find_placed, table).empty()) missing.push_back(placement);
  }
  return missing;
}

void prepare_cluster(SchemaConnection& connection) {
  if (!connection.is_sharded()) return;
  auto const group = connection.query("SELECT groupid FROM pg_dist_local_group");
  if (!group.empty() && group[0].integer(0) != 0)
    throw SchemaRefused(
        "this node is a worker of a Citus cluster, and only the coordinator may change the schema: "
        "run orgd migrate with the coordinator's URL");
  // Shards of tables that point to each other are made in one transaction only one by one.
  connection.query("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'");
}

}  // namespace orgd
