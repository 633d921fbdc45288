// The record of a bulk run: what became of each row, appended as it happens.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>

#include "cli/durable_file.hpp"

namespace orgctl {

/// `unknown` is a row that was begun and whose answer nobody saw: it may have happened.
enum class RowState : std::uint8_t { unknown, done, failed };

struct RowOutcome {
  RowState state = RowState::unknown;
  std::size_t line = 0;  ///< where the row stands, as an editor counts
  int status = 0;
  std::string message{};  ///< of a failure
  std::string id{};       ///< of what was made or changed
  std::string input{};    ///< the row itself on one line, so that a changed file is noticed
};

class OutcomeFile {
 public:
  /// `resume` reads what is there; without it the file must not exist. Nothing is written yet.
  static std::expected<OutcomeFile, std::string> open(std::string path, bool resume);

  RowOutcome const* find(std::size_t row) const;
  /// Makes the file, or writes an earlier one anew without a half line at its end.
  std::expected<void, std::string> begin();
  /// On disk when it returns without an error.
  std::expected<void, std::string> record(std::size_t row, RowOutcome outcome);
  /// One line for each row, in their order.
  std::expected<void, std::string> finish();
  std::string const& path() const { return path_; }

 private:
  std::string path_;
  DurableFile out_;
  std::map<std::size_t, RowOutcome> rows_;
};

}  // namespace orgctl
