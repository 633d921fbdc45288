// Basic credentials and forms, as clients write them.
#include "security/client_login.hpp"

#include <gtest/gtest.h>

#include <array>

namespace orgd {
namespace {

TEST(ReadBasic, TakesBothPartsEncodedOrNot) {
  // id:se_c-ret, id:se%5Fc%2Dret, id:se%zz, a%20b:c+d
  for (auto const* value : {"aWQ6c2VfYy1yZXQ=", " aWQ6c2VfYy1yZXQ=\t", "aWQ6c2UlNUZjJTJEcmV0"}) {
    auto const login = read_basic(value);
    ASSERT_TRUE(login) << value;
    EXPECT_EQ(login->client_id, "id");
    EXPECT_EQ(login->secret, "se_c-ret");
  }
  EXPECT_EQ(read_basic("aWQ6c2UlenrCow==")->secret, "se%zz\xc2\xa3");
  EXPECT_EQ(read_basic("YSUyMGI6Yytk")->client_id, "a b");
  EXPECT_EQ(read_basic("YSUyMGI6Yytk")->secret, "c d");
}

TEST(ReadBasic, ReadsNothingElse) {
  for (auto const* value : {"", " ", "aWQ", "aWQ=", "a:b", "aWQ6c2VfYy1yZXQ",
                            "aWQ6c2VfYy1yZXQ==", "aWQ6c2Vf Yy1yZXQ=", "_-_-"})
    EXPECT_FALSE(read_basic(value)) << value;
  auto const empty = read_basic("Og==");
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->client_id.empty() && empty->secret.empty());
}

TEST(ReadTokenForm, KnowsWhatItNeeds) {
  auto const form = read_token_form("grant_type=client%5Fcredentials&scope=a+b&&token=t&x");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->grant_type, "client_credentials");
  EXPECT_EQ(form->token, "t");
  EXPECT_FALSE(form->shows_client());
  EXPECT_FALSE(read_token_form("")->grant_type);
  EXPECT_FALSE(read_token_form("grant_type=")->grant_type);
}

TEST(ReadTokenForm, SeesCredentials) {
  for (auto const* body : {"client_id=a", "grant_type=b&client_secret=a", "client_assertion=a"})
    EXPECT_TRUE(read_token_form(body)->shows_client()) << body;
  EXPECT_FALSE(read_token_form("client_id=")->shows_client());
}

TEST(ReadTokenForm, GivesTheLoginInIt) {
  auto const login = login_in(*read_token_form("client_id=a%5Fb&client_secret=c%2Bd+e"));
  ASSERT_TRUE(login);
  EXPECT_EQ(login->client_id, "a_b");
  EXPECT_EQ(login->secret, "c+d e");
  EXPECT_EQ(login_in(*read_token_form("client_id=a&client_secret="))->secret, "");
  EXPECT_EQ(login_in(*read_token_form("client_secret=a"))->client_id, "");
  EXPECT_FALSE(login_in(*read_token_form("grant_type=a")));
  EXPECT_FALSE(login_in(*read_token_form("client_id=a&client_secret=b&client_assertion=c")));
}

TEST(ReadTokenForm, RefusesWhatIsBrokenOrTwice) {
  for (auto const* body :
       {"grant_type=a&grant_type=a", "token=a&token=b", "client_id=a&client_id=a",
        "client_secret=a&client_secret=b", "a=%", "a=%zz", "%ff=a", "grant_type=%C3"})
    EXPECT_FALSE(read_token_form(body)) << body;
}

TEST(IsForm, GoesByTheTypeAlone) {
  for (auto const* type : {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded",
                           "application/x-www-form-urlencoded;charset=UTF-8",
                           "application/x-www-form-urlencoded ; charset=utf-8"})
    EXPECT_TRUE(is_form(type)) << type;
  for (auto const* type : {"", "application/json", "application/x-www-form-urlencodedx", ";"})
    EXPECT_FALSE(is_form(type)) << type;
}

}  // namespace
}  // namespace orgd
