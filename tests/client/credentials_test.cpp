// Where credentials come from: the environment, and profiles in every form that TOML has for them.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "atlas/configuration.hpp"

namespace client_test {
namespace {

class CredentialSources : public ::testing::Test {
 public:
  CredentialSources() { forget_variables(); }
  ~CredentialSources() override {
    unlink(file_.c_str());
    forget_variables();
  }

 protected:
  static void forget_variables() {
    for (auto const* name : {"ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_ID",
                             "ATLAS_CLIENT_SECRET", "ATLAS_USERNAME", "ATLAS_SESSION_TOKEN"})
      unsetenv(name);
  }

  // The private key of the profile "default" in a file with this text, or why there is none.
  std::string private_key_in(std::string const& text) {
    std::ofstream(file_) << text;
    auto const found = atlas::credentials_from_file(file_);
    if (!found) return found.error();
    return std::get<atlas::ApiKeyCredentials>(*found).private_key;
  }

  std::string const file_ = [] {
    std::string name = ::testing::TempDir() + "credentials.XXXXXX";
    close(mkstemp(name.data()));
    return name;
  }();
};

TEST_F(CredentialSources, AnEnvironmentWithoutAnyIsAnErrorThatNamesTheVariables) {
  EXPECT_EQ(atlas::credentials_from_env().error(),
            "the environment: neither ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY nor ATLAS_CLIENT_ID "
            "and ATLAS_CLIENT_SECRET nor ATLAS_USERNAME and ATLAS_SESSION_TOKEN are set");
  auto const none = atlas::credentials_from_env(atlas::NoneSet::is_no_credentials);
  ASSERT_TRUE(none);
  EXPECT_TRUE(std::holds_alternative<atlas::NoCredentials>(*none));
}

TEST_F(CredentialSources, HalfAPairIsAnError) {
  setenv("ATLAS_PUBLIC_KEY", "abcdefgh", 1);
  EXPECT_EQ(atlas::credentials_from_env(atlas::NoneSet::is_no_credentials).error(),
            "the environment: ATLAS_PUBLIC_KEY is set, ATLAS_PRIVATE_KEY is missing");
  setenv("ATLAS_PRIVATE_KEY", "secret", 1);
  auto const found = atlas::credentials_from_env();
  EXPECT_EQ(std::get<atlas::ApiKeyCredentials>(*found).private_key, "secret");
}

TEST_F(CredentialSources, ASessionOfAPersonIsAPairLikeTheOthers) {
  setenv("ATLAS_SESSION_TOKEN", "t0ken", 1);
  EXPECT_EQ(atlas::credentials_from_env().error(),
            "the environment: ATLAS_SESSION_TOKEN is set, ATLAS_USERNAME is missing");
  setenv("ATLAS_USERNAME", "dana@example.org", 1);
  auto const found = atlas::credentials_from_env();
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(std::get<atlas::SessionCredentials>(*found).token, "t0ken");
  std::ofstream(file_) << "[default]\nusername = 'dana@example.org'\nsession_token = 'other'\n";
  auto const kept = atlas::credentials_from_file(file_);
  ASSERT_TRUE(kept) << kept.error();
  EXPECT_EQ(std::get<atlas::SessionCredentials>(*kept).username, "dana@example.org");
  EXPECT_EQ(std::get<atlas::SessionCredentials>(*kept).token, "other");
}

TEST_F(CredentialSources, ASecretWithALineEndIsRefusedBeforeItBecomesAWrongKey) {
  setenv("ATLAS_PUBLIC_KEY", "abcdefgh", 1);
  for (auto const* secret : {"secret\r", "secret\n", "secret ", " secret", "sec\tret"}) {
    setenv("ATLAS_PRIVATE_KEY", secret, 1);
    EXPECT_EQ(atlas::credentials_from_env().error(),
              "the environment: ATLAS_PRIVATE_KEY holds a control character, or a blank at an end");
  }
}

TEST_F(CredentialSources, ProfilesAreReadAsTomlSays) {
  for (auto const* line :
       {R"(private_key = "s3\"cret")", R"(private_key = 's3"cret' # production)",
        "\"private_key\" = \"s3\\u0022cret\"\t# a tab before", R"('private_key'="s3\"cret")",
        R"(private_key = """s3"cret""")", "private_key = '''\ns3\"cret'''",
        "private_key = \"\"\"\\\n  s3\"cret\"\"\""})
    EXPECT_EQ(private_key_in("# profiles\n[default] # mine\npublic_key = 'a'\n" +
                             std::string(line) + "\n[other]\nprivate_key = 'x'\n"),
              "s3\"cret")
        << line;
  for (auto const* whole : {"default = { public_key = 'a', private_key = 's' }",
                            "default.public_key = 'a'\ndefault.private_key = 's'",
                            "['default']\r\npublic_key = 'a'\r\nprivate_key = 's'\r\n",
                            "\xEF\xBB\xBF[ \"default\" ]\npublic_key = 'a'\nprivate_key = 's'"})
    EXPECT_EQ(private_key_in(whole), "s") << whole;
}

TEST_F(CredentialSources, WhatIsNoTomlIsRefusedWithItsLine) {
  for (auto const* line : {"private_key = secret", "private_key = \"secret", "private_key 'secret'",
                           "private_key = 'a' 'b'", "private_key = 12345678", "private_key = true",
                           "private_key = ['a']", "public_key = 'b'", "private_key = 'a'\vb"}) {
    std::string const told = private_key_in("[default]\npublic_key = 'a'\n" + std::string(line));
    EXPECT_TRUE(told.starts_with(file_ + ", line 3: ")) << line << ": " << told;
    EXPECT_FALSE(told.contains("secret") || told.contains("12345678")) << told;
  }
  EXPECT_EQ(private_key_in("[default]\npublic_key = 'a'\n[default.more]\nx = 'y'"),
            file_ + ", line 3: more: a profile holds no tables; a name with dots wants quotes");
}

TEST_F(CredentialSources, FilesSayWhatIsMissing) {
  std::ofstream(file_) << "[sa]\nclient_id = \"mdb_sa_id_1\"\n[\"a.b\"]\nurl = \"http://x\"\n";
  EXPECT_EQ(atlas::credentials_from_file(file_, "sa").error(),
            file_ + " [sa]: client_id is set, client_secret is missing");
  EXPECT_EQ(atlas::credentials_from_file(file_, "none").error(), file_ + " has no section [none]");
  EXPECT_EQ(atlas::credentials_from_file(file_, "a.b").error(),
            file_ +
                " [a.b]: neither public_key and private_key nor client_id and client_secret "
                "nor username and session_token are set");
  EXPECT_TRUE(atlas::credentials_from_file(file_, "a.b", atlas::NoneSet::is_no_credentials));
}

TEST_F(CredentialSources, FilesThatOthersReadOrNobodyCanAreRefused) {
  std::ofstream(file_) << "[default]\npublic_key = 'a'\nprivate_key = 's'\n";
  chmod(file_.c_str(), 0644);
  EXPECT_EQ(atlas::credentials_from_file(file_).error(),
            file_ + " holds secrets and others may read it: chmod 600 " + file_);
  EXPECT_EQ(atlas::credentials_from_file(::testing::TempDir()).error(),
            ::testing::TempDir() + " is a directory, not a file");
  EXPECT_EQ(atlas::credentials_from_file("/nowhere/at/all").error(),
            "/nowhere/at/all cannot be read: No such file or directory");
}

TEST_F(CredentialSources, AProfileIsAWholeConfiguration) {
  std::ofstream(file_) << "[default]\nurl = 'https://orgd.test'\nca_file = '/ca.pem'\n"
                          "proxy = 'http://proxy.test:3128'\npublic_key = 'a'\nprivate_key = 's'\n"
                          "client_certificate = '/c.pem'\nclient_key = '/c.key'\n[empty]\n";
  auto const found = atlas::configuration_from_file(file_);
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->host, "https://orgd.test");
  EXPECT_EQ(found->http.ca_file, "/ca.pem");
  EXPECT_EQ(found->http.proxy, "http://proxy.test:3128");
  EXPECT_EQ(found->http.client_certificate, "/c.pem");
  EXPECT_EQ(found->http.client_key, "/c.key");
  EXPECT_EQ(std::get<atlas::ApiKeyCredentials>(found->credentials).public_key, "a");
  auto const empty = atlas::configuration_from_file(file_, "empty");
  ASSERT_TRUE(empty) << empty.error();
  EXPECT_EQ(empty->host, atlas::Configuration{}.host);
}

}  // namespace
}  // namespace client_test
