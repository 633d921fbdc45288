// What the comments of the client library say of an operation is what its row says.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "atlas/error.hpp"
#include "row.hpp"

namespace contract {
namespace {

using atlas::Access;
using Lines = std::vector<std::string>;

std::string trimmed(std::string const& line) {
  auto const begin = std::min(line.find_first_not_of(' '), line.size());
  return line.substr(begin);
}

// The lines of all headers that declare operations.
Lines api_headers() {
  Lines lines;
  for (auto const& file :
       std::filesystem::directory_iterator(std::string(ORGD_SOURCE_DIR) + "/include/atlas")) {
    if (!file.path().filename().string().ends_with("_api.hpp")) continue;
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) lines.push_back(trimmed(line));
  }
  return lines;
}

std::string method_name(Row const& row) {
  // The published names of these two are misspelled; the methods' are not.
  if (row.info->id == "listApiKeyAccessListsEntries") return "list_api_key_access_list";
  if (row.info->id == "deleteApiKeyAcessList") return "delete_api_key_access_list";
  std::string name;
  for (char const c : row.info->id) {
    bool const upper = c >= 'A' && c <= 'Z';
    if (upper) name += '_';
    name += upper ? static_cast<char>(c + 32) : c;
  }
  if (row.info->version != atlas::v2023_01_01 && row.info->version != atlas::unversioned)
    name += fmt::format("_{}", static_cast<int>(row.info->version.year()));
  return name;
}

// The comment above a method's declaration in one line; "" when there is no such method.
std::string comment_of(Lines const& lines, std::string const& method) {
  auto at = std::ranges::find_if(lines, [&](std::string const& line) {
    auto const name = line.find(method + "(");
    return !line.starts_with("///") && (name == 0 || (name < line.size() && line[name - 1] == ' '));
  });
  if (at == lines.end()) return "";
  while (at != lines.begin() && !at->starts_with("///")) --at;
  std::string comment;
  for (; at->starts_with("///"); --at) comment.insert(0, *at, 3);
  return comment + " ";
}

std::string role_in_words(Access access) {
  switch (access) {
    case Access::any_member:
    case Access::visible_projects:
      return "any in the organization";
    case Access::own_orgs:
      return "any";
    case Access::org_owner:
      return "ORG_OWNER";
    case Access::project_creator:
      return "ORG_OWNER or ORG_GROUP_CREATOR";
    case Access::project_owner:
      return "GROUP_OWNER or ORG_OWNER";
    case Access::self_or_owner:
      return "ORG_OWNER, or the key itself";
    case Access::link:
      return "";
  }
  return "";
}

std::optional<int> status_of(std::string_view code) {
  for (std::size_t i = 0; i < atlas::code_rows.size(); ++i)
    if (atlas::wire_name(static_cast<atlas::Code>(i)) == code) return atlas::code_rows[i].status;
  return std::nullopt;
}

// "404 ORG_NOT_FOUND" and the like: the codes behind a status belong to it, and it to the row.
void expect_codes_fit(Row const& row, std::string_view listed) {
  constexpr std::string_view of_words =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
  int status = 0;
  while (true) {
    listed.remove_prefix(std::min(listed.find_first_of(of_words), listed.size()));
    if (listed.empty()) return;
    std::string const word(listed.substr(0, listed.find_first_not_of(of_words)));
    listed.remove_prefix(word.size());
    if (word.size() == 3 && word.find_first_not_of("0123456789") == std::string::npos) {
      status = std::stoi(word);
      EXPECT_TRUE(row.documents(status)) << row.info->id << " has no " << status;
    } else if (word.contains('_')) {
      EXPECT_EQ(status_of(word), status) << word << " of " << row.info->id;
    }
  }
}

TEST(Documents, HeadersSayWhoMayCallAndWhatIsAnswered) {
  Lines const headers = api_headers();
  for (Row const& row : all_rows()) {
    std::string const comment = comment_of(headers, method_name(row));
    EXPECT_FALSE(comment.empty()) << "no comment of " << method_name(row);
    if (comment.starts_with(" The same in version ")) continue;
    std::string const role = role_in_words(row.info->access);
    if (!role.empty()) {
      EXPECT_TRUE(comment.contains(" Role: " + role + ". ")) << method_name(row) << ":" << comment;
    }
    auto const errors = comment.find("Errors: ");
    if (errors != std::string::npos) expect_codes_fit(row, comment.substr(errors));
  }
}

}  // namespace
}  // namespace contract
