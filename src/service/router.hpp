// From method and path to the operation. Built once from the rows that handlers bind; a path's node
// holds all methods and versions that the table has for it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "async/task.hpp"
#include "atlas/operation.hpp"

namespace orgd {

class Transaction;
struct Exchange;

/// One bound row, its types erased.
struct Endpoint {
  atlas::OperationInfo const* info;
  /// Runs the operation and fills the exchange's response. `tx` is the open read transaction of a
  /// GET; other methods open their own.
  Task<Done> (*run)(Exchange& exchange, Transaction* tx);
  bool has_body;
  bool takes_pretty;
  std::string media_type{};   ///< of its version; the router fills it
  std::size_t operation = 0;  ///< its place in Router::operation_ids(); the router fills it
};

/// All rows of one path template.
struct PathNode {
  std::string_view path;                     ///< the template
  std::vector<std::string_view> segments{};  ///< its segments
  std::vector<std::string_view> names{};     ///< its parameters, in order
  std::vector<Endpoint> endpoints{};         ///< by method, then by ascending version

  /// The rows of a method; empty when the path does not take it.
  std::span<Endpoint const> of(atlas::Method method) const;
  /// "GET, HEAD, PATCH", the value of the Allow field.
  std::string allow() const;
};

struct RouteMatch {
  PathNode const* node;
  std::vector<std::string> values;  ///< decoded, in the order of the node's names
};

class Router {
 public:
  void add(Endpoint endpoint);
  /// Call once all rows are added.
  void seal();
  /// Matches a raw path; an encoded ":" of a custom verb counts as one.
  std::optional<RouteMatch> match(std::string_view path) const;
  std::vector<PathNode> const& nodes() const { return nodes_; }
  /// Each operationId once, whatever its versions; the first, "-", stands for none.
  std::vector<std::string_view> const& operation_ids() const { return operation_ids_; }

 private:
  std::vector<PathNode> nodes_;
  std::vector<std::string_view> operation_ids_{"-"};
};

}  // namespace orgd
