// What the clients of a concurrent test know about: the things whose creation was acknowledged and
// whose removal was not.
#pragma once

#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace contract {

struct Known {
  std::string id{};
  std::string secret{};  ///< a link's token, or a key's private half
  std::string name{};
};

class KnownThings {
 public:
  void add(std::string const& kind, Known thing);
  void remove(std::string const& kind, std::string_view id);
  /// Any of them, or one that does not exist.
  Known any(std::string const& kind, std::mt19937_64& random) const;
  std::vector<Known> all(std::string const& kind) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Known>, std::less<>> by_kind_;
};

}  // namespace contract
