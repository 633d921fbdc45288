// What browsers, clients and nonsense ask for.
#include "api/language.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

TEST(WantedLanguage, IsTheOneLikedBest) {
  EXPECT_EQ(wanted_language("de"), "de");
  EXPECT_EQ(wanted_language("de-AT,de;q=0.9,en;q=0.8"), "de");
  EXPECT_EQ(wanted_language("pt-BR, fr;q=0.4 , es ; q=0.7, en;q=0.5"), "es");
  EXPECT_EQ(wanted_language("FR-CH"), "fr");
  EXPECT_EQ(wanted_language("en;q=0.5,de;q=0.5"), "en") << "the first of equals";
  EXPECT_EQ(wanted_language("de;q=0,en;q=0.001"), "en");
}

TEST(WantedLanguage, IsUnknownWhereNoneOfThemIsNamed) {
  for (auto const* text : {"", "*", "pt", "deutsch", ",", ";", "-", "de;q=", "de;q=2", "de;q=-1",
                           "de;q=nan", "de;level=1", "q=1"})
    EXPECT_EQ(wanted_language(text), std::nullopt) << text;
}

TEST(WantedLanguage, IsLookedForInTheBeginningOfALongField) {
  EXPECT_EQ(wanted_language(std::string(2000, ',') + "de"), std::nullopt);
  EXPECT_EQ(wanted_language("de," + std::string(100'000, 'x')), "de");
}

}  // namespace
}  // namespace atlas
