// The operations table by name.
#include "sandbox/operation_names.hpp"

#include <algorithm>
#include <vector>

#include "api/nearest.hpp"
#include "api/schema.hpp"
#include "atlas/operations.hpp"

namespace orgd::sandbox {
namespace {

struct Named {
  std::string_view name, documented_id;
  bool list;
  std::string_view method;
};

template <class Reply>
constexpr bool is_list = atlas::detail::is_page<Reply> || atlas::detail::is_list<Reply>;

// Each row under both of its names, in the order of names.
std::vector<Named> const& operations_by_name() {
  static std::vector<Named> const names = [] {
    std::vector<Named> all;
    atlas::for_each_operation(atlas::AllOperations(), [&]<auto const & Row>() {
      using Reply = typename std::remove_cvref_t<decltype(Row)>::Reply;
      atlas::OperationInfo const& info = Row.info;
      for (auto const name : {info.id, info.later_id})
        if (!name.empty())
          all.push_back({name, info.id, is_list<Reply>, atlas::name_of(info.method)});
    });
    std::ranges::sort(all, {}, &Named::name);
    return all;
  }();
  return names;
}

}  // namespace

bool is_named(std::string_view documented_id, std::string_view name) {
  if (documented_id == name) return true;
  return std::ranges::any_of(std::ranges::equal_range(operations_by_name(), name, {}, &Named::name),
                             [&](Named const& row) { return row.documented_id == documented_id; });
}

NamedOperation operation_named(std::string_view name) {
  NamedOperation found;
  for (Named const& row : std::ranges::equal_range(operations_by_name(), name, {}, &Named::name)) {
    found.known = true;
    found.list = found.list || row.list;
    if (std::ranges::find(found.methods, row.method) == found.methods.end())
      found.methods.push_back(row.method);
  }
  return found;
}

std::string_view nearest_operation(std::string_view name) {
  // What is far longer than any name is near none, and comparing it costs.
  constexpr std::size_t longest = 100;
  if (name.size() > longest) return {};
  std::vector<std::string_view> known;
  for (Named const& row : operations_by_name()) known.push_back(row.name);
  std::string_view const best = atlas::nearest(name, known);
  // What is another word altogether was not misspelled.
  bool const near = atlas::letter_changes(name, best) * 3 <= name.size();
  return near ? best : std::string_view();
}

}  // namespace orgd::sandbox
