// Where settings come from, which source wins, and what complaints say.
#include "orgd/settings.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace orgd {
namespace {

class SettingsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "settings.XXXXXX").string();
    int const descriptor = mkstemp(name.data());
    ASSERT_GE(descriptor, 0);
    close(descriptor);
    file_ = name;
  }
  void TearDown() override {
    std::filesystem::remove(file_);
    unsetenv("ORGD_LISTEN");
  }

  Settings from_file(std::string const& toml, GivenSettings const& flags = {}) const {
    std::ofstream(file_) << toml;
    return resolve_settings(flags, file_);
  }
  std::string complaint(std::string const& toml, GivenSettings const& flags = {}) const {
    try {
      from_file(toml, flags);
    } catch (std::runtime_error const& error) {
      return error.what();
    }
    return "none";
  }

  std::filesystem::path file_;
};

TEST_F(SettingsTest, FlagsWinOverEnvironmentOverFile) {
  std::string const toml = "listen = \"127.0.0.1:1\"\n";
  EXPECT_EQ(from_file(toml).listener.port, 1);
  setenv("ORGD_LISTEN", "127.0.0.1:2", 1);
  EXPECT_EQ(from_file(toml).listener.port, 2);
  EXPECT_EQ(from_file(toml, {{"listen", "127.0.0.1:3"}}).listener.port, 3);
}

TEST_F(SettingsTest, SayHowMailIsSent) {
  Settings const settings = from_file(
      "smtp_url = \"smtps://mail.acme.org\"\nsmtp_user = \"u\"\nsmtp_password_file = \"p\"\n"
      "mail_from = \"Acme <a@acme.org>\"\nsmtp_insecure = false\n");
  EXPECT_EQ(settings.mail.smtp.value().url(), "smtps://mail.acme.org:465");
  EXPECT_EQ(settings.mail.user, "u");
  EXPECT_EQ(settings.mail.sender(), (mail::Mailbox{"Acme", "a@acme.org"}));
  EXPECT_FALSE(settings.mail.insecure);
  auto const told = complaint("smtp_url = \"smtp://u:secret@h\"\n");
  EXPECT_TRUE(told.contains("--smtp-password-file") && !told.contains("secret@")) << told;
}

TEST_F(SettingsTest, WantAnAddressForTheLinksOfMails) {
  Settings settings = from_file(
      "data = \"d\"\nsmtp_url = \"smtp://h\"\n"
      "mail_from = \"a@acme.org\"\nlisten = \"0.0.0.0:1\"\n"
      "insecure_http = true\n");
  EXPECT_THROW(check_settings(settings), std::runtime_error);
  settings.service.public_url = "https://orgs.acme.org";
  EXPECT_NO_THROW(check_settings(settings));
}

TEST_F(SettingsTest, ReadEveryKindOfToml) {
  Settings const settings = from_file(
      "data = \"/store\"\nlisten = \"[::1]:0\"\ninsecure_http = true\nmax_connections = 7\n"
      "idle_timeout = 3\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\nlog_format = \"json\"\n");
  EXPECT_EQ(settings.data, "/store");
  EXPECT_EQ(settings.listener.host, "::1");
  EXPECT_EQ(settings.listener.port, 0);
  EXPECT_TRUE(settings.insecure_http);
  EXPECT_EQ(settings.listener.max_connections, 7U);
  EXPECT_EQ(settings.listener.idle_timeout, std::chrono::seconds(3));
  EXPECT_EQ(settings.listener.trusted_proxies.size(), 2U);
  EXPECT_EQ(settings.log_format, LogFormat::json);
}

TEST_F(SettingsTest, ServeNoMetricsUnlessToldWhere) {
  EXPECT_FALSE(from_file("").metrics_listen);
  auto const address = from_file("metrics_listen = \"[::1]:9100\"\n").metrics_listen;
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, 9100);
}

TEST_F(SettingsTest, DrainForNoTimeUnlessTold) {
  EXPECT_EQ(from_file("").listener.drain_delay.count(), 0);
  EXPECT_EQ(from_file("drain_delay = 0\n").listener.drain_delay.count(), 0);
  EXPECT_EQ(from_file("drain_delay = 5\n").listener.drain_delay, std::chrono::seconds(5));
}

TEST_F(SettingsTest, NameTheNearestKey) {
  EXPECT_EQ(complaint("lisen = \"127.0.0.1:1\"\n"),
            file_.string() + ": unknown key \"lisen\"; did you mean \"listen\"?");
  EXPECT_EQ(nearest_name("max-users-org"), "max_users_per_org");
}

TEST_F(SettingsTest, NameTheSourceOfABadValue) {
  EXPECT_EQ(complaint("", {{"listen", "8080"}}), "--listen: \"8080\" must be HOST:PORT");
  EXPECT_EQ(
      complaint("log_level = \"loud\"\n"),
      file_.string() + ": log_level: \"loud\" must be debug or info or warning or error or off");
  setenv("ORGD_LISTEN", "localhost:70000", 1);
  EXPECT_EQ(
      complaint(""),
      "ORGD_LISTEN: \"localhost:70000\" must be HOST:PORT, and a port is a number from 0 to 65535");
}

TEST_F(SettingsTest, NameTheLineOfBrokenToml) {
  EXPECT_TRUE(complaint("data = \"x\"\nlisten = \n").starts_with(file_.string() + ":2: "));
}

std::string refusal_of(Settings const& settings) {
  try {
    check_settings(settings);
  } catch (std::runtime_error const& error) {
    return error.what();
  }
  return "none";
}

TEST(CheckSettings, RefusesWhatIsUnsafe) {
  Settings settings;
  EXPECT_TRUE(refusal_of(settings).starts_with("no store given"));
  settings.data = "store";
  settings.listener.host = "127.0.0.1";
  EXPECT_EQ(refusal_of(settings), "none");
  settings.listener.host = "0.0.0.0";
  EXPECT_TRUE(refusal_of(settings).starts_with("plain HTTP on 0.0.0.0"));
  settings.insecure_http = true;
  EXPECT_EQ(refusal_of(settings), "none");
  settings.listener.certificate_file = "cert.pem";
  EXPECT_EQ(refusal_of(settings), "--tls-cert and --tls-key go together");
  settings.listener.key_file = "key.pem";
  settings.insecure_http = false;
  EXPECT_EQ(refusal_of(settings), "none");
}

TEST_F(SettingsTest, DomainsAreReadAsPeopleWriteThem) {
  auto const domains = [&](std::string const& text) {
    return from_file("", {{"allowed_domains", text}}).service.allowed_domains;
  };
  std::set<std::string> const two{"example.com", "example.org"};
  EXPECT_EQ(domains("Example.COM,example.org"), two);
  EXPECT_EQ(domains(" example.com , @Example.org. ,"), two);
  EXPECT_EQ(domains("B\u00fccher.example"), std::set<std::string>{"xn--bcher-kva.example"});
  EXPECT_EQ(
      from_file("allowed_domains = [\"Example.com\", \"example.org\"]").service.allowed_domains,
      two);
  for (auto const* text : {"*.example.com", "localhost", "https://example.com", "a@example.com",
                           "example.com;example.org", "192.0.2.1", ",", " "})
    EXPECT_NE(complaint("", {{"allowed_domains", text}}), "none") << text;
}

TEST_F(SettingsTest, BlanksAroundTheElementsOfAListAreNoPartOfThem) {
  auto const settings = from_file("", {{"trusted_proxies", "10.0.0.0/8, ::1 "}});
  EXPECT_EQ(settings.listener.trusted_proxies.size(), 2U);
}

TEST_F(SettingsTest, ADirectoryIsNoConfiguration) {
  auto const directory = std::filesystem::temp_directory_path();
  try {
    resolve_settings({}, directory);
    ADD_FAILURE() << "a directory was read";
  } catch (std::runtime_error const& error) {
    EXPECT_TRUE(std::string_view(error.what()).contains("is a directory")) << error.what();
  }
}

}  // namespace
}  // namespace orgd
