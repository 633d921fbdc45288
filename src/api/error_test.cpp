// What an error repeats of the request that caused it.
#include "atlas/error.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

std::string text_of(Parameter const& parameter) { return std::get<std::string>(parameter); }

TEST(Errors, RepeatAtMost256BytesOfARequest) {
  std::string const exact(256, 'a');
  EXPECT_EQ(text_of(make_error(Code::resource_not_found, {exact}).parameters.at(0)), exact);
  auto const error = make_error(Code::invalid_attribute, {std::string(1'000'000, 'a')});
  std::string const cut = std::string(253, 'a') + "...";
  EXPECT_EQ(text_of(error.parameters.at(0)), cut);
  EXPECT_EQ(error.detail, "The attribute " + cut + " is unknown or has an invalid value.");
}

TEST(Errors, CutNoCharacterInTwo) {
  for (std::string const character : {"\u00e9", "\u20ac", "\U0001f600"})
    for (std::size_t before = 0; before < character.size(); ++before) {
      std::string text(before, 'x');
      while (text.size() <= 256) text += character;
      auto const cut = text_of(make_error(Code::invalid_attribute, {text}).parameters.at(0));
      ASSERT_TRUE(cut.ends_with("..."));
      auto const kept = cut.size() - 3 - before;
      EXPECT_EQ(kept % character.size(), 0U) << cut;
      EXPECT_LE(cut.size(), 256U);
      EXPECT_GT(cut.size(), 256U - character.size());
    }
}

TEST(Errors, LeaveNumbersAlone) {
  auto const error = make_error(Code::request_entity_too_large, {std::int64_t{1048576}});
  EXPECT_EQ(error.detail, "The body is larger than 1048576 bytes.");
}

}  // namespace
}  // namespace atlas
