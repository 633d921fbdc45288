// Cells are what the program takes them for, or it is told so.
#include "store/rows.hpp"

#include <gtest/gtest.h>

namespace orgd::store {
namespace {

struct Thing {
  std::string name{};
  std::int64_t count{};
  std::optional<std::string> note{};
  std::optional<Seconds> seen_at{};
  bool open{};
};
BOOST_DESCRIBE_STRUCT(Thing, (), (name, count, note, seen_at, open))

std::string refusal(auto const& read) {
  try {
    read();
  } catch (std::logic_error const& error) {
    return error.what();
  }
  return "none";
}

// Null, an integer, a text.
Rows one_of_each() {
  Rows rows;
  rows.start(3);
  rows.add_null();
  rows.add_integer(7);
  rows.add_text("seven");
  return rows;
}

TEST(Rows, ACellOfTheWrongKindIsRefused) {
  auto const rows = one_of_each();
  auto const row = rows[0];
  EXPECT_EQ(row.integer(1), 7);
  EXPECT_EQ(row.text(2), "seven");
  EXPECT_EQ(refusal([&] { row.integer(0); }), "column 0 is null, not an integer");
  EXPECT_EQ(refusal([&] { row.integer(2); }), "column 2 is a text, not an integer");
  EXPECT_EQ(refusal([&] { row.text(0); }), "column 0 is null, not a text");
  EXPECT_EQ(refusal([&] { row.text(1); }), "column 1 is an integer, not a text");
}

TEST(Rows, AColumnThatIsNotThereIsRefused) {
  auto rows = one_of_each();
  // The first cell of the next row is not the fourth of this one.
  rows.add_text("next");
  rows.add_null();
  rows.add_null();
  EXPECT_EQ(refusal([&] { rows[0].text(3); }), "column 3 is none, not a cell");
}

TEST(Rows, ARecordTakesNullWhereItMay) {
  Rows rows;
  rows.start(5);
  rows.add_text("thing");
  rows.add_integer(2);
  rows.add_null();
  rows.add_null();
  rows.add_integer(1);
  auto const thing = record_of<Thing>(rows[0]);
  EXPECT_EQ(thing.name, "thing");
  EXPECT_EQ(thing.count, 2);
  EXPECT_FALSE(thing.note || thing.seen_at);
  EXPECT_TRUE(thing.open);
}

TEST(Rows, ARecordOfOtherColumnsIsRefused) {
  Rows rows;
  rows.start(5);
  rows.add_text("thing");
  rows.add_integer(2);
  rows.add_integer(3);
  rows.add_null();
  rows.add_integer(1);
  EXPECT_EQ(refusal([&] { record_of<Thing>(rows[0]); }), "column 2 is an integer, not a text");
}

}  // namespace
}  // namespace orgd::store
