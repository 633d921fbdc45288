// What the key seals, key files, and new credentials.
#include "security/vault.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "in_process_platform.hpp"

namespace orgd {
namespace {

class VaultTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "vault_test.XXXXXX").string();
    ASSERT_TRUE(mkdtemp(name.data()));
    directory_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path file_with(std::string const& text) const {
    auto const file = directory_ / "written";
    std::ofstream(file) << text;
    return file;
  }

  StandingPlatform platform_;
  std::filesystem::path directory_;
  Vault vault_{Vault::Key{1}};
};

TEST_F(VaultTest, OpensWhatItSealed) {
  for (std::string const& text : {std::string(), std::string("secret"), std::string(1000, '\0')})
    EXPECT_EQ(vault_.open(vault_.seal(text, "id"), "id"), text);
}

TEST_F(VaultTest, SealsTheSameTextDifferentlyEachTime) {
  EXPECT_NE(vault_.seal("secret", "id"), vault_.seal("secret", "id"));
}

TEST_F(VaultTest, OpensNothingElse) {
  std::string const sealed = vault_.seal("secret", "id");
  EXPECT_FALSE(vault_.open(sealed, "another id"));
  EXPECT_FALSE(Vault(Vault::Key{2}).open(sealed, "id"));
  EXPECT_FALSE(vault_.open("", "id"));
  EXPECT_FALSE(vault_.open("no hexadecimal digits", "id"));
  EXPECT_FALSE(vault_.open(sealed.substr(2), "id"));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = changed[at] == '0' ? '1' : '0';
    EXPECT_FALSE(vault_.open(changed, "id")) << at;
  }
}

TEST_F(VaultTest, ReadsHexadecimalDigitsAndNothingElse) {
  for (int byte = 0; byte < 256; ++byte) {
    std::string text(64, '0');
    text[10] = static_cast<char>(byte);
    if (std::string_view("0123456789abcdefABCDEF").contains(text[10]))
      EXPECT_EQ(Vault::parse(text)[5], std::stoi(std::string(1, text[10]), nullptr, 16) << 4);
    else
      EXPECT_THROW((void)Vault::parse(text), std::runtime_error) << byte;
  }
}

TEST_F(VaultTest, DerivesAKeyForEachPurpose) {
  EXPECT_EQ(vault_.derive("a"), vault_.derive("a"));
  EXPECT_NE(vault_.derive("a"), vault_.derive("b"));
  EXPECT_NE(vault_.derive("a"), Vault(Vault::Key{2}).derive("a"));
}

TEST_F(VaultTest, KeyFilesAreForTheirOwnerAlone) {
  auto const file = directory_ / "key";
  auto const key = Vault::create(file, platform_);
  EXPECT_EQ(Vault::load(file), key);
  struct stat status{};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_THROW(Vault::create(file, platform_), std::exception);
  EXPECT_EQ(Vault::load(file), key);
}

std::string complaint_about(std::filesystem::path const& file) {
  try {
    Vault::load(file);
  } catch (std::runtime_error const& error) {
    return error.what();
  }
  return "none";
}

TEST_F(VaultTest, SaysWhatIsWrongWithAKeyFile) {
  EXPECT_NE(complaint_about(directory_ / "missing").find("restore it"), std::string::npos);
  for (std::string const& text :
       {std::string(), std::string("nonsense"), std::string(63, 'a'), std::string(66, 'a')}) {
    std::string const complaint = complaint_about(file_with(text));
    EXPECT_NE(complaint.find("64 hexadecimal digits"), std::string::npos) << complaint;
    if (!text.empty()) {
      EXPECT_EQ(complaint.find(text), std::string::npos) << "shows a secret";
    }
  }
}

TEST(Secrets, Compare) {
  EXPECT_TRUE(equal_secrets("", ""));
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", "abcd"));
}

// `a` stands for a letter, `x` for a hexadecimal digit, `v` for the variant of a random UUID.
bool has_form(std::string_view text, std::string_view form) {
  auto const matches = [](char c, char place) {
    switch (place) {
      case 'a':
        return c >= 'a' && c <= 'z';
      case 'x':
        return std::string_view("0123456789abcdef").contains(c);
      case 'v':
        return std::string_view("89ab").contains(c);
      default:
        return c == place;
    }
  };
  return std::ranges::equal(text, form, matches);
}

TEST(Secrets, NewKeyPairsHaveTheDocumentedForm) {
  StandingPlatform platform;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    auto const pair = new_key_pair(platform);
    EXPECT_TRUE(has_form(pair.public_key, "aaaaaaaa")) << pair.public_key;
    EXPECT_TRUE(has_form(pair.private_key, "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx"))
        << pair.private_key;
    seen.insert(pair.public_key);
    seen.insert(pair.private_key);
  }
  EXPECT_EQ(seen.size(), 200U);
}

}  // namespace
}  // namespace orgd
