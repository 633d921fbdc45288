// Which members are secret, and where they are kept.
#include "cli/secrets.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/csv.hpp"
#include "cli/output.hpp"
#include "cli/profiles.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;

constexpr std::array<std::string_view, 5> secret_members{"privateKey", "secret", "clientSecret",
                                                         "acceptLink", "token"};

bool is_secret(std::string_view member) {
  return std::ranges::find(secret_members, member) != secret_members.end();
}

void collect(std::vector<std::string>& found, JsonNode const& node) {
  bool const shown =
      node.kind == JsonNode::Kind::text && !node.text.empty() && !node.text.starts_with("****");
  if (shown && is_secret(node.key)) found.push_back(node.text);
  for (JsonNode const& child : node.children) collect(found, child);
}

std::expected<std::string, std::string> keep_answer(std::string_view body) {
  std::error_code ignored;
  auto const folder = std::filesystem::path(profiles_file()).parent_path();
  std::filesystem::create_directories(folder, ignored);
  std::string path = (folder / "secret-XXXXXX").string();
  int const made = mkstemp(path.data());
  if (made < 0)
    return std::unexpected(fmt::format("cannot write: {}: {}", path, std::strerror(errno)));
  close(made);
  auto file = DurableFile::open(path);
  if (!file) return std::unexpected(std::move(file.error()));
  if (auto added = file->add(fmt::format("{}\n", body)); !added)
    return std::unexpected(std::move(added.error()));
  return path;
}

}  // namespace

bool shows_secret(Form const& form) {
  return form.info->method == atlas::Method::post &&
         std::ranges::any_of(form.columns, [](std::string const& column) {
           return is_secret(std::string_view(column).substr(column.rfind('.') + 1));
         });
}

std::vector<std::string> secrets_in(JsonNode const& answer) {
  std::vector<std::string> found;
  collect(found, answer);
  return found;
}

void tell_kept(std::string_view body) {
  if (auto const path = keep_answer(body))
    fmt::print(stderr,
               "the answer holds a secret that is shown only once, and the output leaves it out; "
               "it is in {}\n",
               *path);
  else
    fmt::print(stderr, "orgctl: {}; the answer holds a secret that is shown only once: {}\n",
               path.error(), harmless(body));
}

std::expected<SecretsFile, std::string> SecretsFile::open(std::string path, Form const& form) {
  SecretsFile secrets;
  std::error_code problem;
  auto const size = std::filesystem::file_size(path, problem);
  secrets.used_ = !problem && size > 0;
  auto file = DurableFile::open(path);
  if (!file) return std::unexpected(std::move(file.error()));
  secrets.path_ = std::move(path);
  secrets.columns_ = form.columns;
  secrets.file_ = std::move(*file);
  std::vector<std::string> heading{"row"};
  heading.insert(heading.end(), form.columns.begin(), form.columns.end());
  // A run that was killed may have left half a line: an empty line ends it.
  if (auto begun = secrets.file_.add(secrets.used_ ? "\r\n" : csv_row(heading)); !begun)
    return std::unexpected(std::move(begun.error()));
  return secrets;
}

std::expected<void, std::string> SecretsFile::add(std::size_t row, JsonNode const& answer) {
  auto cells = cells_of(content_of(answer), columns_);
  cells.insert(cells.begin(), std::to_string(row));
  auto added = file_.add(csv_row(cells));
  used_ = used_ || added.has_value();
  return added;
}

void SecretsFile::drop_unused() const {
  std::error_code ignored;
  if (!used_) std::filesystem::remove(path_, ignored);
}

}  // namespace orgctl
