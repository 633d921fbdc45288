// A CSV file of its own, so that people can sort it.
#include "cli/outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "cli/csv.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

constexpr std::array<std::string_view, 3> state_names{"unknown", "done", "failed"};

std::string heading() { return csv_row({"row", "outcome", "status", "message", "id", "input"}); }

std::string line_of(std::size_t row, RowOutcome const& outcome) {
  return csv_row({std::to_string(row),
                  std::string(state_names[static_cast<std::size_t>(outcome.state)]),
                  std::to_string(outcome.status), outcome.message, outcome.id, outcome.input});
}

template <class Number>
bool read_number(std::string const& text, Number& out) {
  auto const read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool read_line(std::vector<std::string> const& cells, std::size_t& row, RowOutcome& outcome) {
  auto const state = std::ranges::find(state_names, cells[1]);
  if (state == state_names.end() || !read_number(cells[0], row) ||
      !read_number(cells[2], outcome.status))
    return false;
  outcome.state = static_cast<RowState>(state - state_names.begin());
  outcome.message = cells[3];
  outcome.id = cells[4];
  outcome.input = cells[5];
  return true;
}

}  // namespace

std::expected<OutcomeFile, std::string> OutcomeFile::open(std::string path, bool resume) {
  OutcomeFile file;
  file.path_ = std::move(path);
  bool const exists = std::filesystem::exists(file.path_);
  if (exists && !resume)
    return std::unexpected(fmt::format(
        "{} is the record of an earlier run: go on with --resume, or remove it", file.path_));
  if (exists) {
    auto text = read_file(file.path_);
    if (!text) return std::unexpected(text.error());
    // A run that was killed may have left half a line.
    text->resize(text->rfind('\n') + 1);
    auto const rows = parse_csv(*text);
    bool fine = rows && !rows->empty() && csv_row(rows->front()) == heading();
    for (std::size_t i = 1; fine && i < rows->size(); ++i) {
      std::size_t row = 0;
      RowOutcome outcome;
      fine = read_line((*rows)[i], row, outcome);
      if (fine) file.rows_[row] = std::move(outcome);
    }
    if (!fine) return std::unexpected(fmt::format("{} is no record of this program", file.path_));
  }
  return file;
}

RowOutcome const* OutcomeFile::find(std::size_t row) const {
  auto const at = rows_.find(row);
  return at == rows_.end() ? nullptr : &at->second;
}

bool OutcomeFile::record(std::size_t row, RowOutcome outcome) {
  // The first record begins the file, or writes an earlier one anew without a half line at its end.
  if (!out_.is_open()) {
    finish();
    out_.open(path_, std::ios::app);
  }
  out_ << line_of(row, outcome) << std::flush;
  rows_[row] = std::move(outcome);
  return out_.good();
}

bool OutcomeFile::finish() {
  std::string const next = path_ + ".next";
  std::ofstream out(next, std::ios::trunc);
  out << heading();
  for (auto const& [row, outcome] : rows_) out << line_of(row, outcome);
  out.close();
  return out.good() && std::rename(next.c_str(), path_.c_str()) == 0;
}

}  // namespace orgctl
