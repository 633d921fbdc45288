// The words of orgd's command line, and how its commands are added to the parser.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "orgd/audit_commands.hpp"
#include "orgd/backup_commands.hpp"
#include "orgd/commands.hpp"
#include "orgd/organization_commands.hpp"
#include "orgd/sandbox_command.hpp"
#include "orgd/seed_command.hpp"
#include "orgd/settings.hpp"
#include "orgd/store_commands.hpp"

namespace orgd {

struct Arguments {
  GivenSettings settings;
  std::optional<std::filesystem::path> config;
  std::string data;
  std::string store;
  std::string org;
  std::string public_key;
  std::string public_url;
  std::string email;
  bool json = false;
  bool owes = true;
  bool examples = false;
  FirstOrganization first;
  NewKey key;
  EventsWanted events;
  std::filesystem::path backup;
  RestoreWanted restore;
  MigrateCommand migrate;
  CopyCommand copy;
  SeedCommand seed;
  SandboxCommand sandbox;
  std::string address;
  bool remove = false;
  std::string language = "en";
  std::function<void()> run;
};

StoreDirectory::Options store_options(Arguments const& given);
StoreDirectory open_store(Arguments const& given, Platform& platform);

CLI::App* add_command(CLI::App& app, Arguments& given, std::string const& name,
                      std::string const& help, std::function<void()> run);
/// The same with the options that say which store.
CLI::App* add_store_command(CLI::App& app, Arguments& given, std::string const& name,
                            std::string const& help, std::function<void()> run);
void add_json(CLI::App* command, Arguments& given);

/// The commands that take settings.
void add_serving_commands(CLI::App& app, Arguments& given);
/// The commands on what is in a store.
void add_operator_commands(CLI::App& app, Arguments& given);
/// The commands on whole stores.
void add_store_commands(CLI::App& app, Arguments& given);
void add_sandbox_command(CLI::App& app, Arguments& given);

}  // namespace orgd
