// Lists of parameters, and where they end.
#include "api/auth_params.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

// "name=value;" of each parameter, then what was left.
std::string read(std::string_view text) {
  AuthParams parameters(text);
  std::string out;
  while (auto const one = parameters.next())
    out.append(one->name).append("=").append(unescaped(*one)).append(";");
  return out.append("|").append(parameters.rest());
}

TEST(AuthParams, ReadsListsToTheirEnd) {
  EXPECT_EQ(read(""), "|");
  EXPECT_EQ(read(" ,\t, "), "|");
  EXPECT_EQ(read(R"(a=1, b="2",c = "3 , 4" )"), "a=1;b=2;c=3 , 4;|");
  EXPECT_EQ(read(R"(,a="",,b=,)"), "a=;b=;|");
  EXPECT_EQ(read(R"(a="x\"y\\\z")"), R"(a=x"y\z;|)");
}

// So that a field with several challenges can be read one after the other.
TEST(AuthParams, StopsBeforeTheNextScheme) {
  EXPECT_EQ(read(R"(realm="a", Digest realm="b", nonce=c)"),
            R"(realm=a;|Digest realm="b", nonce=c)");
  EXPECT_EQ(read(R"(realm="a", Negotiate)"), "realm=a;|Negotiate");
  EXPECT_EQ(token_of("Digest realm=x"), "Digest");
}

TEST(AuthParams, StopsWhereTheTextIsBroken) {
  EXPECT_EQ(read(R"(a=1 b=2)"), "a=1;|b=2");
  EXPECT_EQ(read(R"(a="1)"), R"(|a="1)");
  EXPECT_EQ(read(R"(a="1\")"), R"(|a="1\")");
  EXPECT_EQ(read(R"(a="1\)"), R"(|a="1\)");
  EXPECT_EQ(read("=1"), "|=1");
  EXPECT_EQ(read("a b=1"), "|a b=1");
}

TEST(NamesOnce, KnowsNamesInWhateverCase) {
  NamesOnce names;
  EXPECT_TRUE(names.add("realm"));
  EXPECT_TRUE(names.add("real"));
  EXPECT_FALSE(names.add("REALM"));
  EXPECT_FALSE(names.full());
}

}  // namespace
}  // namespace atlas
