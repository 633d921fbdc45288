// What several structs of parameters have in common, each listing its members itself.
#include "api/member_rules.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <typeinfo>

#include "atlas/operations.hpp"

namespace atlas {
namespace {

std::string default_text(bool value) { return value ? "true" : "false"; }
std::string default_text(std::int32_t value) { return std::to_string(value); }
template <class T>
std::string default_text(T const& value) {
  return value == T{} ? "nothing" : "something";
}

// What a member of parameters is: all that a call or a request could tell apart.
template <class T, class D>
std::string description_of(T const& parameters) {
  using Member = std::remove_cvref_t<decltype(parameters.*D::pointer)>;
  constexpr FieldRule rule = detail::rule_of<T>(D::name);
  return fmt::format("{} {} {} {} {}", typeid(Member).name(), default_text(parameters.*D::pointer),
                     rule.minimum, rule.maximum, rule.max_items);
}

template <class Visit>
void each_query(Visit const& visit) {
  for_each_operation(AllOperations{}, [&]<auto const & Row>() {
    using Query = typename std::remove_cvref_t<decltype(Row)>::Query;
    visit(Row.info.id, Query{});
  });
}

TEST(Queries, MeanTheSameByTheSameName) {
  std::map<std::string, std::string> known;
  each_query([&]<class Query>(std::string_view id, Query const& query) {
    boost::mp11::mp_for_each<MembersOf<Query>>([&]<class D>(D) {
      auto const text = description_of<Query, D>(query);
      EXPECT_EQ(known.try_emplace(D::name, text).first->second, text) << id << " " << D::name;
    });
  });
  EXPECT_EQ(known.at("items_per_page").substr(known.at("items_per_page").find(' ')),
            " 100 1 500 0");
}

// A designated initializer has to follow the order: it is to be learned once.
TEST(Queries, HaveTheirMembersInOneOrder) {
  std::set<std::pair<std::string, std::string>> before;
  each_query([&]<class Query>(std::string_view id, Query const&) {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<MembersOf<Query>>([&]<class D>(D) { names.emplace_back(D::name); });
    for (std::size_t i = 0; i < names.size(); ++i)
      for (std::size_t j = i + 1; j < names.size(); ++j) {
        before.emplace(names[i], names[j]);
        EXPECT_FALSE(before.contains({names[j], names[i]})) << id << " " << names[i];
      }
  });
  EXPECT_TRUE(before.contains({"name", "items_per_page"}));
}

TEST(OptionalList, IsAbsentEmptyOrFull) {
  OptionalList<std::string> const absent;
  OptionalList<std::string> const empty(std::in_place);
  OptionalList<std::string> const full{"a", "b"};
  EXPECT_FALSE(absent);
  EXPECT_TRUE(empty && empty->empty());
  EXPECT_EQ(full->size(), 2U);
  EXPECT_TRUE(absent == OptionalList<std::string>{} && absent != empty && empty != full);
  EXPECT_EQ(full, (OptionalList<std::string>{std::vector<std::string>{"a", "b"}}));
}

}  // namespace
}  // namespace atlas
