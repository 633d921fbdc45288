// A database of one's own on the PostgreSQL server that the environment names, as with.py does.
#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace servers {

/// How long the store may wait for its server in tests that are not about waiting: longer than any
/// machine with much else to do lets it.
inline constexpr std::chrono::seconds patience{60};

/// Whether ORGD_TEST_POSTGRES names a server to test on.
bool has_postgres();
/// Whether it names a pooler, with the server itself in ORGD_TEST_POSTGRES_DIRECT.
bool has_pooler();

/// An empty database that goes with the object, together with whoever is still connected to it.
class FreshDatabase {
 public:
  /// Nothing when there is no server to make one on.
  static std::unique_ptr<FreshDatabase> make_if_possible();

  /// Throws std::runtime_error when the server refuses.
  FreshDatabase();
  ~FreshDatabase();
  FreshDatabase(FreshDatabase const&) = delete;
  FreshDatabase& operator=(FreshDatabase const&) = delete;

  /// A libpq URL of it, through the pooler if there is one.
  std::string url() const;

 private:
  std::string name_;
};

}  // namespace servers
