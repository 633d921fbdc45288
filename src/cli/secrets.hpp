// Secrets that an answer shows once: they are kept when the output does not show them.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "api/json_read.hpp"
#include "cli/durable_file.hpp"
#include "cli/operation_commands.hpp"

namespace orgctl {

/// Whether an answer of this form can hold a secret that no later answer shows.
bool shows_secret(Form const& form);

/// The secrets of an answer. Those that are shown as stars are none.
std::vector<std::string> secrets_in(atlas::JsonNode const& answer);

/// Puts an answer whose secret nothing else has into a new file beside the profiles, and says
/// where. What no file takes is shown on standard error: that is better than lost.
void tell_kept(std::string_view body);

/// A CSV file of the answers of a bulk run, private to its owner. One that is there is added to.
class SecretsFile {
 public:
  static std::expected<SecretsFile, std::string> open(std::string path, Form const& form);

  /// On disk when it returns without an error.
  std::expected<void, std::string> add(std::size_t row, atlas::JsonNode const& answer);

  std::string const& path() const { return path_; }
  bool is_used() const { return used_; }
  /// Removes a file that nothing was put into.
  void drop_unused() const;

 private:
  std::string path_{};
  std::vector<std::string> columns_{};
  DurableFile file_{};
  bool used_ = false;
};

}  // namespace orgctl
