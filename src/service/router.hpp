// From method and path to the operation. Built once from the rows that handlers bind; a path's node
// holds all methods and versions that the table has for it.
#pragma once

#include <algorithm>
#include <array>
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
struct RateLimit;

/// One bound row, its types erased.
struct Endpoint {
  atlas::OperationInfo const* info;
  /// Runs the operation and fills the exchange's response. `tx` is the open read transaction of a
  /// GET; other methods open their own.
  Task<Done> (*run)(Exchange& exchange, Transaction* tx);
  bool has_body;
  bool takes_pretty;
  std::string media_type{};          ///< of its version; the router fills it
  std::size_t operation = 0;         ///< its place in Router::operation_ids(); the router fills it
  RateLimit const* limit = nullptr;  ///< the router fills it
  atlas::OperationInfo const* successor = nullptr;  ///< of what is deprecated; the router fills it
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

/// What stands in the places of a path, decoded: views of the path, but of what had to be
/// rewritten.
class PlaceValues {
 public:
  static constexpr std::size_t most = 4;

  PlaceValues() = default;
  PlaceValues(PlaceValues&&) = default;
  PlaceValues& operator=(PlaceValues&&) = default;

  std::size_t size() const { return size_; }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.begin() + static_cast<std::ptrdiff_t>(size_); }
  std::string_view operator[](std::size_t at) const { return values_[at]; }
  std::string_view front() const { return values_[0]; }
  bool operator==(PlaceValues const& other) const { return std::ranges::equal(*this, other); }

  /// The next one, as it stands in the path, without the suffix that the template asks for. False
  /// when it does not fit.
  bool add(std::string_view given, std::string_view suffix);

 private:
  std::array<std::string_view, most> values_{};
  std::size_t size_ = 0;
  std::vector<std::string> rewritten_{};
};

struct RouteMatch {
  PathNode const* node = nullptr;
  PlaceValues values{};  ///< in the order of the node's names
};

class Router {
 public:
  void add(Endpoint endpoint);
  /// Call once all rows are added.
  void seal();
  /// Matches a raw path, which the match views; an encoded ":" of a custom verb counts as one.
  std::optional<RouteMatch> match(std::string_view path) const;
  std::vector<PathNode> const& nodes() const { return nodes_; }
  /// Each operationId once, whatever its versions; the first, "-", stands for none.
  std::vector<std::string_view> const& operation_ids() const { return operation_ids_; }

 private:
  std::vector<PathNode> nodes_;
  std::vector<std::string_view> operation_ids_{"-"};
};

}  // namespace orgd
