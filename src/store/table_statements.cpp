// One set of texts for each row of `store_tables`.
#include "store/table_statements.hpp"

#include <utility>

#include "store/constant_text.hpp"

namespace orgd {
namespace {

// "$1, $2, $3"
constexpr void add_places(TextBuffer& out, std::size_t count) {
  for (std::size_t i = 1; i <= count; ++i) out << (i > 1 ? ", $" : "$") << i;
}

// "a, b" as "t.a DESC, t.b DESC"
constexpr void add_keys(TextBuffer& out, std::string_view keys, std::string_view after = "") {
  for (bool more = true; more;) {
    auto const end = keys.find(", ");
    out << "t." << keys.substr(0, end) << after;
    more = end != std::string_view::npos;
    if (more) out << ", ";
    keys.remove_prefix(more ? end + 2 : 0);
  }
}

constexpr std::size_t count_keys(Table const& table) {
  return 1 + static_cast<std::size_t>(std::ranges::count(table.keys, ','));
}

enum class Part : bool { first, next };

constexpr void add_select(TextBuffer& out, Table const& table, Part which) {
  out << "SELECT ";
  add_keys(out, table.keys);
  out << ", t.* FROM " << table.name << " t";
  if (which == Part::next) {
    out << " WHERE (";
    add_keys(out, table.keys);
    out << ") > (";
    add_places(out, count_keys(table));
    out << ")";
  }
  out << " ORDER BY ";
  add_keys(out, table.keys);
  out << " LIMIT $" << (which == Part::next ? count_keys(table) + 1 : 1);
}

template <std::size_t at>
struct TextsOf {
  static constexpr Table const& table = store_tables[at];
  using Count = ConstantText<[](TextBuffer& out) { out << "SELECT count(*) FROM " << table.name; }>;
  using First = ConstantText<[](TextBuffer& out) { add_select(out, table, Part::first); }>;
  using Next = ConstantText<[](TextBuffer& out) { add_select(out, table, Part::next); }>;
  using Greatest = ConstantText<[](TextBuffer& out) {
    out << "SELECT ";
    add_keys(out, table.keys);
    out << " FROM " << table.name << " t ORDER BY ";
    add_keys(out, table.keys, " DESC");
    out << " LIMIT 1";
  }>;
  using Insert = ConstantText<[](TextBuffer& out) {
    out << "INSERT INTO " << table.name << " VALUES (";
    add_places(out, table.columns);
    out << ")";
  }>;
  using CopyIn =
      ConstantText<[](TextBuffer& out) { out << "COPY " << table.name << " FROM STDIN"; }>;
  static constexpr TableStatements all{.table = &table,
                                       .keys = count_keys(table),
                                       .count = Count::statement,
                                       .first = First::statement,
                                       .next = Next::statement,
                                       .greatest = Greatest::statement,
                                       .insert = Insert::statement,
                                       .copy_in = CopyIn::statement};
};

template <std::size_t... at>
constexpr auto all_statements(std::index_sequence<at...>) {
  return std::array{TextsOf<at>::all...};
}

constexpr auto statements = all_statements(std::make_index_sequence<store_tables.size()>());

}  // namespace

std::span<TableStatements const> table_statements() { return statements; }

Statement lock_tables() {
  return ConstantText<[](TextBuffer& out) {
    out << "LOCK TABLE ";
    for (auto const& table : store_tables)
      if (table.kind != TableKind::passing)
        out << (&table == store_tables.data() ? "" : ", ") << table.name;
    out << " IN SHARE MODE";
  }>::statement;
}

}  // namespace orgd
