// What SQL says of a record, derived from its description: the columns that a SELECT asks for, the
// INSERT or UPDATE that writes it, and its members as the values of that statement.
//
// A member is the column of its name. What else there is to say stands in the record itself:
//
//   static constexpr std::string_view table = "project";     where it is written
//   static constexpr std::string_view alias = "p";           what a SELECT calls the table, if so
//   static constexpr std::array computed{Computed{"team_ids", "(SELECT ...)"}};
//   static constexpr std::array<std::string_view, 1> varying{"team_id"};
//                            what alone differs between records that one statement writes
//
// Whose a row of an organization is says the lock with which it is written, whatever stands in the
// record's own org_id.
#pragma once

#include <concepts>
#include <forward_list>
#include <utility>

#include "store/constant_text.hpp"
#include "store/locked_org.hpp"
#include "store/rows.hpp"

namespace orgd::store {

/// A member that is not simply read from the column of its name.
struct Computed {
  std::string_view member;
  std::string_view sql;    ///< what a SELECT asks for
  bool is_column = false;  ///< whether there is such a column all the same, to be written
};

namespace detail {

template <class Record>
using MembersOf = boost::describe::describe_members<Record, boost::describe::mod_public>;

template <class Record>
constexpr Computed const* computed(std::string_view member) {
  if constexpr (requires { Record::computed; })
    for (auto const& one : Record::computed)
      if (one.member == member) return &one;
  return nullptr;
}

template <class Record>
constexpr bool is_column(std::string_view member) {
  auto const* const found = computed<Record>(member);
  return !found || found->is_column;
}

template <class Record>
constexpr bool varies(std::string_view member) {
  return std::ranges::find(Record::varying, member) != Record::varying.end();
}

template <class Record>
constexpr bool is_shared(std::string_view member) {
  return is_column<Record>(member) && !varies<Record>(member);
}

/// Says of a row whose it is.
inline constexpr std::string_view owner = "org_id";

constexpr bool is_owner(std::string_view member) { return member == owner; }

/// The members of which `Which` holds.
template <class Record, bool (*Which)(std::string_view)>
constexpr std::size_t count_of() {
  std::size_t count = 0;
  boost::mp11::mp_for_each<MembersOf<Record>>([&](auto member) { count += Which(member.name); });
  return count;
}

/// Calls `use` with each member of which `Which` holds.
template <class Record, bool (*Which)(std::string_view), class Use>
constexpr void for_each(Use use) {
  boost::mp11::mp_for_each<MembersOf<Record>>([&](auto member) {
    if constexpr (Which(decltype(member)::name)) use(member);
  });
}

template <class Record>
constexpr bool has_what_is_computed() {
  std::size_t known = 0;
  boost::mp11::mp_for_each<MembersOf<Record>>(
      [&](auto member) { known += computed<Record>(member.name) != nullptr; });
  if constexpr (requires { Record::computed; }) return known == Record::computed.size();
  return true;
}

template <class Record>
constexpr void write_columns(TextBuffer& out) {
  static_assert(has_what_is_computed<Record>(), "a computed member is not described");
  std::string_view comma;
  boost::mp11::mp_for_each<MembersOf<Record>>([&](auto member) {
    out << std::exchange(comma, ", ");
    if (auto const* const found = computed<Record>(member.name)) {
      out << found->sql;
      return;
    }
    if constexpr (requires { Record::alias; }) out << Record::alias << ".";
    out << member.name;
  });
}

// "INSERT INTO event (org_id, ...) VALUES "
template <class Record, bool (*... Which)(std::string_view)>
constexpr void write_insert(TextBuffer& out) {
  out << "INSERT INTO " << Record::table << " (";
  std::string_view comma;
  auto const write = [&](auto member) { out << std::exchange(comma, ", ") << member.name; };
  (for_each<Record, Which>(write), ...);
  out << ") VALUES ";
}

template <class Record>
constexpr void write_insert_of_one(TextBuffer& out) {
  write_insert<Record, is_column<Record>>(out);
  for (std::size_t i = 1; i <= count_of<Record, is_column<Record>>(); ++i)
    out << (i > 1 ? ", $" : "($") << i;
  out << ")";
}

// "($1, $2, $3), ($1, $2, $4), ..."
template <class Record>
constexpr void write_insert_of_eight(TextBuffer& out) {
  static_assert(count_of<Record, varies<Record>>() == Record::varying.size());
  write_insert<Record, is_shared<Record>, varies<Record>>(out);
  std::size_t next = count_of<Record, is_shared<Record>>() + 1;
  for (std::size_t row = 0; row < 8; ++row) {
    for (std::size_t i = 1; i <= count_of<Record, is_shared<Record>>(); ++i)
      out << (i > 1 ? ", $" : row > 0 ? ", ($" : "($") << i;
    for (std::size_t i = 0; i < count_of<Record, varies<Record>>(); ++i) out << ", $" << next++;
    out << ")";
  }
  out << " ON CONFLICT DO NOTHING";
}

template <class Record>
constexpr void write_table(TextBuffer& out) {
  out << Record::table;
}

template <class Record>
constexpr void write_first_column(TextBuffer& out) {
  out << boost::mp11::mp_front<MembersOf<Record>>::name;
}

template <class Record>
constexpr void write_update(TextBuffer& out) {
  out << "UPDATE " << Record::table << " SET ";
  std::size_t place = 1;
  for_each<Record, is_column<Record>>([&](auto member) {
    out << (place > 1 ? ", " : "") << member.name << " = $" << place + 1;
    ++place;
  });
}

/// Members as the values of a statement, which must begin while this lives.
template <std::size_t Size>
class Bound {
 public:
  template <class T>
  void add(T const& member) {
    values_.at(size_++) = orgd::detail::to_value(member);
  }
  void add(Names const& names) { add(joined_.emplace_front(join_names(names))); }
  template <class Record, bool (*Which)(std::string_view)>
  void add_members(Record const& record, LockedOrg const* org = nullptr) {
    for_each<Record, Which>([&](auto member) {
      if (org && std::string_view(member.name) == owner)
        add(org->id());
      else
        add(record.*member.pointer);
    });
  }
  std::array<Value, Size> const& values() const { return values_; }

 private:
  std::array<Value, Size> values_{};
  std::size_t size_ = 0;
  std::forward_list<std::string> joined_;
};

}  // namespace detail

/// What a SELECT or RETURNING lists, so that `record_of` reads it.
template <class Record>
inline constexpr auto columns_of = ConstantText<detail::write_columns<Record>>::text;

/// For statements that are alike for several records: the table, and the column of its rows' owner.
template <class Record>
inline constexpr auto table_of = ConstantText<detail::write_table<Record>>::text;
template <class Record>
inline constexpr auto owner_column_of = ConstantText<detail::write_first_column<Record>>::text;

/// One of these: `template <OneOf<Mail, AccountMail> Queued>`, by which tools/cluster_statements.py
/// reads the statements of a template.
template <class T, class... Records>
concept OneOf = (std::same_as<T, Records> || ...);

/// "INSERT INTO event (...) VALUES (...)"
template <class Record>
inline constexpr auto insert_into = ConstantText<detail::write_insert_of_one<Record>>::text;

/// The same of eight alike records, which does not mind what stands there already.
template <class Record>
inline constexpr auto insert_eight_into = ConstantText<detail::write_insert_of_eight<Record>>::text;

/// "UPDATE organization SET name = $2, ...", where $1 is left for the condition.
template <class Record>
inline constexpr auto update_of = ConstantText<detail::write_update<Record>>::text;

/// Writes a new row; `Rest` says what to do about one that is there, and what is returned.
template <class Record, SqlText Rest = "">
Task<Rows> insert(Transaction& tx, std::type_identity_t<Record> const& record) {
  static_assert(Record::table == "organization" ||
                detail::count_of<Record, detail::is_owner>() == 0);
  detail::Bound<detail::count_of<Record, detail::is_column<Record>>()> bound;
  bound.template add_members<Record, detail::is_column<Record>>(record);
  co_return co_await tx.query_with(sql<insert_into<Record>, Rest>, bound.values());
}

/// Writes a new row of the organization; `Rest` says what to do about one that is there.
template <class Record, SqlText Rest = "">
Task<Done> insert(Transaction& tx, LockedOrg const& org,
                  std::type_identity_t<Record> const& record) {
  detail::Bound<detail::count_of<Record, detail::is_column<Record>>()> bound;
  bound.template add_members<Record, detail::is_column<Record>>(record, &org);
  co_await tx.query_with(sql<insert_into<Record>, Rest>, bound.values());
  co_return Done{};
}

/// Writes new rows of the organization that differ in nothing but what varies.
template <class Record>
Task<Done> insert_alike(Transaction& tx, LockedOrg const& org,
                        std::vector<std::type_identity_t<Record>> const& records) {
  constexpr auto size = detail::count_of<Record, detail::is_shared<Record>>() +
                        8 * detail::count_of<Record, detail::varies<Record>>();
  for (auto const& eight : eights_of(records)) {
    detail::Bound<size> bound;
    bound.template add_members<Record, detail::is_shared<Record>>(*eight[0], &org);
    for (auto const* one : eight) bound.template add_members<Record, detail::varies<Record>>(*one);
    co_await tx.query_with(sql<insert_eight_into<Record>>, bound.values());
  }
  co_return Done{};
}

/// Gives the row that `Where` names with the organization as $1 all the record's columns.
template <class Record, SqlText Where>
Task<Done> update(Transaction& tx, LockedOrg const& org,
                  std::type_identity_t<Record> const& record) {
  detail::Bound<detail::count_of<Record, detail::is_column<Record>>() + 1> bound;
  bound.add(org.id());
  bound.template add_members<Record, detail::is_column<Record>>(record);
  co_await tx.query_with(sql<update_of<Record>, Where>, bound.values());
  co_return Done{};
}

}  // namespace orgd::store
