// The rows of the operations table with their types turned into data, for tests that loop over
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atlas/operation.hpp"
#include "shape.hpp"

namespace contract {

struct Row {
  enum class Reply : std::uint8_t { none, object, page, array };

  atlas::OperationInfo const* info = nullptr;
  Shape path{};
  Shape query{};
  Shape body{};
  bool has_body = false;
  Reply reply = Reply::none;
  /// Decodes an answer strictly by the row's type: what is wrong with it, or "".
  std::string (*misfit)(std::string_view json) = nullptr;

  /// Unique among rows, and fit for the name of a test.
  std::string name() const;
  Shape const* path_part(std::string_view wire_name) const;
  /// Whether the status is one of its errors.
  bool documents(int status) const;
  /// The body names the organization; the path does not.
  bool org_in_body() const;
};

std::vector<Row> const& all_rows();

/// How a test prints a row.
void PrintTo(Row const& row, std::ostream* out);

}  // namespace contract
