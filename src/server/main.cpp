// The command line of orgd. The only file that knows all commands; none of them does its work here.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "api/openapi.hpp"
#include "server/commands.hpp"
#include "server/serve.hpp"
#include "server/store_commands.hpp"

namespace {

using orgd::Output;

// Exit codes: 0 done, 1 the work failed, 2 the command line was wrong.
constexpr int failed = 1;
constexpr int misused = 2;

struct Arguments {
  orgd::GivenSettings settings;
  std::optional<std::filesystem::path> config;
  std::string data;
  std::string store;
  std::string org;
  std::string public_key;
  std::string public_url;
  bool json = false;
  bool owes = true;
  bool examples = false;
  orgd::FirstOrganization first;
  orgd::MigrateCommand migrate;
  orgd::CopyCommand copy;
  std::function<void()> run;
};

orgd::StoreDirectory::Options store_options(Arguments const& given) {
  if (given.data.empty() && given.store.empty())
    throw std::runtime_error("no store given: add --data DIR (or ORGD_DATA)");
  // Who runs a command would rather wait for a busy database than start over.
  constexpr std::chrono::seconds patience{30};
  orgd::StoreDirectory::Options options{.path = given.data,
                                        .database = {.url = given.store, .timeout = patience}};
  if (char const* key = std::getenv("ORGD_KEY")) options.key = key;
  return options;
}

orgd::StoreDirectory open_store(Arguments const& given, orgd::Platform& platform) {
  return orgd::StoreDirectory::open(store_options(given), platform);
}

void add_settings(CLI::App& command, Arguments& given) {
  for (auto const& setting : orgd::all_settings()) {
    auto const flag = orgd::flag_of(setting);
    std::string const name(setting.name);
    std::string const help = fmt::format("{} [{}]", setting.help, orgd::variable_of(setting));
    if (setting.value.empty())
      command.add_flag_callback(flag, [&given, name] { given.settings[name] = "true"; }, help);
    else
      command
          .add_option_function<std::string>(
              flag, [&given, name](std::string const& text) { given.settings[name] = text; }, help)
          ->type_name(std::string(setting.value));
  }
  command.add_option("--config", given.config, "TOML file with the same settings, like_this = ...")
      ->type_name("FILE");
}

CLI::App* add_command(CLI::App& app, Arguments& given, std::string const& name,
                      std::string const& help, std::function<void()> run) {
  CLI::App* command = app.add_subcommand(name, help);
  command->callback([&given, run = std::move(run)] { given.run = run; });
  return command;
}

CLI::App* add_store_command(CLI::App& app, Arguments& given, std::string const& name,
                            std::string const& help, std::function<void()> run) {
  CLI::App* command = add_command(app, given, name, help, std::move(run));
  command->add_option("--data", given.data, "the store's directory")
      ->envname("ORGD_DATA")
      ->type_name("DIR");
  command->add_option("--store", given.store, "the PostgreSQL that holds its data, if one does")
      ->envname("ORGD_STORE")
      ->type_name("URL");
  return command;
}

void add_org(CLI::App* command, Arguments& given) {
  command->add_option("--org", given.org, "the organization's id")->required()->type_name("ID");
}

void add_json(CLI::App* command, Arguments& given) {
  command->add_flag("--json", given.json, "print JSON");
}

void init(Arguments const& given) {
  orgd::SystemPlatform platform;
  auto const store = orgd::StoreDirectory::create(store_options(given), platform);
  auto const made = orgd::make_first_organization(store, platform, given.first);
  orgd::print_credentials(store, given.first, made, Output(given.json));
}

// A secret never stands on the command line, where every user of the machine could read it.
std::string read_private_key() {
  if (char const* key = std::getenv("ORGD_PRIVATE_KEY")) return key;
  std::string key;
  std::getline(std::cin, key);
  return key;
}

void add_serving_commands(CLI::App& app, Arguments& given) {
  auto* serve = add_command(app, given, "serve", "Serve a store", [&given] {
    orgd::serve(orgd::resolve_settings(given.settings, given.config));
  });
  add_settings(*serve, given);
  auto* demo = add_command(app, given, "demo", "Make a store on first use and serve it on loopback",
                           [&given] {
                             auto settings = orgd::resolve_settings(given.settings, given.config);
                             settings.service.examples = given.examples;
                             orgd::serve_demo(std::move(settings));
                           });
  add_settings(*demo, given);
  demo->add_flag("--examples", given.examples,
                 "add the records of the documented examples, and let requests without credentials "
                 "act as an owner of everything");
}

void add_operator_commands(CLI::App& app, Arguments& given) {
  static orgd::SystemPlatform platform;
  auto* outbox = add_store_command(
      app, given, "outbox", "Show the mails that wait, with their acceptance links", [&given] {
        auto const store = open_store(given, platform);
        orgd::print_outbox(store, platform,
                           given.public_url.empty() ? store.read_address() : given.public_url,
                           Output(given.json));
      });
  outbox->add_option("--public-url", given.public_url, "scheme and host of the links")
      ->type_name("URL");
  add_json(outbox, given);
  auto* people =
      add_store_command(app, given, "people", "Show the people of an organization", [&given] {
        orgd::print_people(open_store(given, platform), platform, given.org, Output(given.json));
      });
  add_org(people, given);
  add_json(people, given);
  add_org(add_store_command(app, given, "unlock",
                            "Remove all access lists of an organization and the demand for them",
                            [&given] {
                              orgd::unlock_organization(open_store(given, platform), platform,
                                                        given.org);
                            }),
          given);
  auto* billing = add_store_command(
      app, given, "billing", "Mark an organization as owing money, or not", [&given] {
        orgd::set_owes_money(open_store(given, platform), platform, given.org, given.owes);
      });
  add_org(billing, given);
  billing->add_option("--owes", given.owes, "true or false")->required();
  auto* bypass = app.add_subcommand("bypass", "Employee access to restricted organizations");
  bypass->require_subcommand(1);
  auto* grant = add_store_command(
      *bypass, given, "grant",
      "Let operators see the people for 24 hours; an owner's private key is read from "
      "ORGD_PRIVATE_KEY or standard input",
      [&given] {
        orgd::grant_bypass(open_store(given, platform), platform, given.org, given.public_key,
                           read_private_key());
      });
  add_org(grant, given);
  grant->add_option("--public-key", given.public_key, "an owner's API key")
      ->required()
      ->type_name("KEY");
}

constexpr auto migrate_notes =
    "A store remembers which migrations it has. This applies the ones that it lacks, in one\n"
    "transaction; on Citus it also spreads the tables over the nodes, so give it the\n"
    "coordinator's URL. Several processes may start at once: one works, the others wait for it\n"
    "and then find nothing to do. Servers do the same when they start, unless they are told\n"
    "--migrate never; then run this before the first server of a new version.\n"
    "Servers of the version before go on while it runs.";

constexpr auto copy_notes =
    "A URL is postgresql://..., a store's directory, or sqlite:FILE. Every table is copied in\n"
    "batches, read back from both sides and compared. The source's readers go on; its writers\n"
    "wait and are told 503, so that both sides are the same when it ends. To move a store, stop\n"
    "its servers first, and start them on the target. What was cut off goes on with --resume, as\n"
    "long as nothing was written to the source in between. The target must be empty, and nobody\n"
    "can open it before the copy is complete.\n"
    "The sealed values stay sealed: from directory to directory the key file is copied too, and\n"
    "everywhere else the new store needs the old one's key.\n\n"
    "Example: orgd store copy --from /var/lib/orgd --to postgresql://orgd@db/orgd";

void add_store_commands(CLI::App& app, Arguments& given) {
  static orgd::SystemPlatform platform;
  auto* migrate = add_store_command(app, given, "migrate", "Bring a store's schema up to date", {});
  migrate->footer(migrate_notes);
  migrate->add_flag("--plan", given.migrate.plan, "say what would be done, and change nothing");
  migrate
      ->add_option("--wait", given.migrate.wait_seconds,
                   "how long to wait for another process that migrates (default 60)")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 86400));
  add_json(migrate, given);
  migrate->callback([&given] {
    if (given.data.empty() && given.store.empty()) throw CLI::RequiredError("--data or --store");
    given.run = [&given] {
      orgd::DatabaseOptions const database{.url = given.store,
                                           .path = orgd::StoreDirectory::database_file(given.data)};
      orgd::migrate_store(database, given.migrate, platform, orgd::Output(given.json));
    };
  });
  auto* store = app.add_subcommand("store", "Commands on whole stores");
  store->require_subcommand(1);
  auto* copy = add_command(*store, given, "copy", "Move a store to another database", [&given] {
    orgd::copy_store(given.copy, platform, orgd::Output(given.json));
  });
  copy->footer(copy_notes);
  copy->add_option("--from", given.copy.from, "the store to read")->required()->type_name("URL");
  copy->add_option("--to", given.copy.to, "an empty place for it")->required()->type_name("URL");
  copy->add_flag("--resume", given.copy.resume, "go on with a copy that was cut off");
  copy->add_option("--batch", given.copy.batch, "rows in one commit (default 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, 100000));
  add_json(copy, given);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("orgd: an organizations service that speaks the Atlas Administration API");
  app.require_subcommand(1);
  app.footer("Start with: orgd demo\nEvery command explains itself with --help.");
  Arguments given;
  auto* init_command = add_store_command(app, given, "init",
                                         "Make a store with its first user, organization and key",
                                         [&given] { init(given); });
  init_command->add_option("--org", given.first.name, "the organization's name")
      ->required()
      ->type_name("NAME");
  init_command->add_option("--owner", given.first.owner_email, "the owner's e-mail address")
      ->required()
      ->type_name("EMAIL");
  init_command->add_option("--first-name", given.first.first_name, "the owner's first name");
  init_command->add_option("--last-name", given.first.last_name, "the owner's last name");
  init_command->add_option("--country", given.first.country, "two upper-case letters");
  add_json(init_command, given);
  add_serving_commands(app, given);
  add_operator_commands(app, given);
  add_store_commands(app, given);
  add_command(app, given, "openapi", "Print the OpenAPI document",
              [] { fmt::print("{}\n", atlas::openapi_document()); });
  add_command(app, given, "version", "Print the version",
              [] { fmt::print("orgd {} ({})\n", orgd::build_version(), orgd::build_commit()); });
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? 0 : misused;
  }
  try {
    given.run();
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "orgd: {}\n", error.what());
    return failed;
  }
}
