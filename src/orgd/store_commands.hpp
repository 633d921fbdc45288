// What operators do to a whole store: bring its schema up to date, and move it to another database.
// Each throws std::runtime_error with a message for people.
#pragma once

#include <cstdint>
#include <string>

#include "orgd/operator_session.hpp"
#include "store/open_database.hpp"

namespace orgd {

struct MigrateCommand {
  bool plan = false;  ///< only say what would be done
  std::int64_t wait_seconds = 60;
};

void migrate_store(DatabaseOptions const& database, MigrateCommand const& given, Platform& platform,
                   Output output);

struct CopyCommand {
  std::string from{};  ///< postgresql://..., sqlite:FILE or a store's directory
  std::string to{};
  bool resume = false;
  std::size_t batch = 1000;
};

void copy_store(CopyCommand const& given, Platform& platform, Output output);

}  // namespace orgd
