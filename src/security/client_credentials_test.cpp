// Client ids, secrets and access tokens.
#include "security/client_credentials.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

constexpr std::string_view account = "32b6e34b3d91647abb20e7b8";
constexpr std::string_view token_id = "32b6e34b3d91647abb20e7b9";

TEST(ClientCredentials, AClientIdNamesItsAccount) {
  EXPECT_EQ(client_id_of(account), "mdb_sa_id_32b6e34b3d91647abb20e7b8");
  EXPECT_EQ(account_of_client("mdb_sa_id_32B6E34B3D91647ABB20E7B8"), account);
  EXPECT_FALSE(account_of_client("mdb_sa_id_32b6e34b3d91647abb20e7b"));
  EXPECT_FALSE(account_of_client("mdb_sa_id_32b6e34b3d91647abb20e7bg"));
  EXPECT_FALSE(account_of_client("abcdefgh"));
}

TEST(ClientCredentials, ASecretHasFortyCharactersOfItsOwn) {
  SystemPlatform platform;
  auto const made = new_client_secret(platform);
  EXPECT_TRUE(made.starts_with("mdb_sa_sk_"));
  EXPECT_EQ(made.size(), 50u);
  EXPECT_NE(made, new_client_secret(platform));
  EXPECT_EQ(tail_of_secret("mdb_sa_sk_abcd1234"), "1234");
  EXPECT_EQ(masked_secret("1234"), "mdb_sa_sk_...1234");
}

TEST(ClientCredentials, ATokenSaysWhereItIsFound) {
  SystemPlatform platform;
  auto const token = new_access_token(platform, {account, token_id});
  auto const parts = parts_of_token(token);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->account_id, account);
  EXPECT_EQ(parts->token_id, token_id);
  EXPECT_NE(token, new_access_token(platform, {account, token_id}));
}

TEST(ClientCredentials, WhatIsNoTokenOfOursHasNoParts) {
  SystemPlatform platform;
  auto const token = new_access_token(platform, {account, token_id});
  EXPECT_FALSE(parts_of_token(""));
  EXPECT_FALSE(parts_of_token("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"));
  EXPECT_FALSE(parts_of_token(token + "x"));
  EXPECT_FALSE(parts_of_token(token.substr(0, token.size() - 1)));
  EXPECT_FALSE(parts_of_token("mdb_sa_at_" + std::string(91, '-')));
}

TEST(ClientCredentials, ThePlaceOfATokenIsBothIds) {
  SystemPlatform platform;
  auto const token = new_access_token(platform, {account, token_id});
  EXPECT_EQ(place_of_token(token), std::string(account).append(token_id));
  EXPECT_FALSE(place_of_token(token + "x"));
}

}  // namespace
}  // namespace orgd
