// One password after the other, on the thread for that.
#include "sandbox/seed_passwords.hpp"

#include <vector>

namespace orgd::sandbox {
namespace {

struct ToHash {
  std::string const& password;
  std::optional<std::string>& hash;
};

std::vector<ToHash> passwords_of(SeedFile& file) {
  std::vector<ToHash> found;
  each_with_password(file, [&found](auto& one) {
    if (one.password) found.push_back({*one.password, one.made_hash});
  });
  return found;
}

}  // namespace

Task<Done> hash_passwords(SeedFile& file, Offload& offload, Loop& loop) {
  auto const all = passwords_of(file);
  for (auto const& one : all) {
    Offload::Turn const turn;
    auto hash = co_await offload.hash_password(loop, one.password, turn);
    one.hash = std::move(hash);
  }
  co_return Done{};
}

}  // namespace orgd::sandbox
