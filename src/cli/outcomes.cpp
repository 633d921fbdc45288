// A CSV file of its own, so that people can sort it.
#include "cli/outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "cli/csv.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

constexpr std::array<std::string_view, 3> state_names{"unknown", "done", "failed"};

std::string heading() {
  return csv_row({"row", "line", "outcome", "status", "message", "id", "input"});
}

std::string line_of(std::size_t row, RowOutcome const& outcome) {
  return csv_row({std::to_string(row), std::to_string(outcome.line),
                  std::string(state_names[static_cast<std::size_t>(outcome.state)]),
                  std::to_string(outcome.status), harmless(outcome.message), outcome.id,
                  outcome.input});
}

template <class Number>
bool read_number(std::string const& text, Number& out) {
  auto const read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool read_line(std::vector<std::string> const& cells, std::size_t& row, RowOutcome& outcome) {
  auto const state = std::ranges::find(state_names, cells[2]);
  if (state == state_names.end() || !read_number(cells[0], row) ||
      !read_number(cells[1], outcome.line) || !read_number(cells[3], outcome.status))
    return false;
  outcome.state = static_cast<RowState>(state - state_names.begin());
  outcome.message = cells[4];
  outcome.id = cells[5];
  outcome.input = cells[6];
  return true;
}

}  // namespace

std::expected<OutcomeFile, std::string> OutcomeFile::open(std::string path, bool resume) {
  OutcomeFile file;
  file.path_ = std::move(path);
  std::error_code ignored;
  auto const kind = std::filesystem::status(file.path_, ignored).type();
  bool const exists = kind != std::filesystem::file_type::not_found;
  if (exists && kind != std::filesystem::file_type::regular)
    return std::unexpected(file.path_ + " is no file that outcomes can be written to");
  if (exists && !resume)
    return std::unexpected(fmt::format(
        "{} is the record of an earlier run: go on with --resume, or remove it", file.path_));
  if (exists) {
    auto text = read_file(file.path_);
    if (!text) return std::unexpected(text.error());
    // A run that was killed may have left half a line.
    text->resize(text->rfind('\n') + 1);
    auto const rows = parse_csv(*text);
    bool fine = rows && !rows->empty() && csv_row(rows->front().cells) == heading();
    for (std::size_t i = 1; fine && i < rows->size(); ++i) {
      std::size_t row = 0;
      RowOutcome outcome;
      fine = read_line((*rows)[i].cells, row, outcome);
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

std::expected<void, std::string> OutcomeFile::begin() {
  if (auto written = finish(); !written) return written;
  auto out = DurableFile::open(path_);
  if (!out) return std::unexpected(std::move(out.error()));
  out_ = std::move(*out);
  return {};
}

std::expected<void, std::string> OutcomeFile::record(std::size_t row, RowOutcome outcome) {
  auto const added = out_.add(line_of(row, outcome));
  rows_[row] = std::move(outcome);
  return added;
}

std::expected<void, std::string> OutcomeFile::finish() {
  std::string text = heading();
  for (auto const& [row, outcome] : rows_) text += line_of(row, outcome);
  return DurableFile::replace(path_, text);
}

}  // namespace orgctl
