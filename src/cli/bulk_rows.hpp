// The rows of a bulk run, read and made into requests before the first is sent.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/call.hpp"
#include "cli/outcomes.hpp"

namespace orgctl {

struct BulkRow {
  std::size_t number;  ///< from 1, without heading and empty lines
  std::size_t line;    ///< as an editor counts
  std::string input;   ///< on one line
  Caller::Prepared call;
};

/// The error tells the file or the line that is wrong.
std::expected<std::vector<BulkRow>, std::string> read_rows(Caller const& caller,
                                                           CallArguments const& arguments);

/// Whether the rows are those that an earlier run's outcomes tell of. Rows that failed may have
/// been corrected since.
std::expected<void, std::string> match(std::vector<BulkRow> const& rows, OutcomeFile const& file);

/// What the table's rules say of each row, and which ones say the same twice, on standard error.
/// Nothing is sent.
Exit try_rows(std::vector<BulkRow> const& rows);

}  // namespace orgctl
