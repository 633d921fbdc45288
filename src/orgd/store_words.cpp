// The words of the commands on whole stores.
#include "orgd/arguments.hpp"
#include "orgd/check_command.hpp"

namespace orgd {
namespace {

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

constexpr auto backup_notes =
    "The copy is made beside a running server, in one moment, and verified. FILE must not exist.\n"
    "The store's key is not in it: keep a copy of secret.key, in another place.\n\n"
    "Example: orgd backup --data /var/lib/orgd --to /backup/orgd-$(date +%F).db";

constexpr auto seed_notes =
    "The rows are made up: people with names, projects, teams, API keys and events, spread evenly\n"
    "over the organizations. They follow from the numbers and --seed alone: who says the same "
    "gets\n"
    "the same ids, names and keys. So everybody who knows the numbers knows the private keys: do\n"
    "not put such a store where strangers can reach it.\n"
    "A store is made where there is none. One that has organizations is refused, unless --add is\n"
    "given; then take another --seed each time. What a server limits, such as the members of an\n"
    "organization, is not limited here. What was broken off stays half full: begin with a new\n"
    "store.\n\n"
    "Example: orgd seed --data trial --organizations 100 --members 5000 --projects 300 --teams "
    "200\n"
    "           --events 100000 --credentials trial-keys";

constexpr auto restore_notes =
    "DIR must be empty or missing, but may hold the key already. Whatever goes wrong, it is left "
    "as\n"
    "it was.\n\n"
    "Example: orgd restore --from /backup/orgd-2026-01-31.db --key /safe/secret.key --data "
    "/var/lib/orgd";

void add_backup_commands(CLI::App& app, Arguments& given, Platform& platform) {
  auto* backup = add_store_command(
      app, given, "backup", "Copy a store into a file, beside its server", [&given, &platform] {
        back_up(open_store(given, platform), platform, given.backup, Output(given.json));
      });
  backup->footer(backup_notes);
  backup->add_option("--to", given.backup, "the file to make")->required()->type_name("FILE");
  add_json(backup, given);
  auto* restoring = add_store_command(
      app, given, "restore", "Make a store from a backup and its key", [&given, &platform] {
        restore(given.restore, store_options(given), platform, Output(given.json));
      });
  restoring->footer(restore_notes);
  restoring->add_option("--from", given.restore.from, "the backup")->required()->type_name("FILE");
  restoring
      ->add_option("--key", given.restore.key_file,
                   "a copy of the store's key file (or ORGD_KEY, or secret.key in DIR)")
      ->type_name("FILE");
  add_json(restoring, given);
  auto* check = add_store_command(
      app, given, "check", "Look whether a store is whole; exit code 1 if it is not",
      [&given, &platform] {
        check_store(open_store(given, platform), platform, Output(given.json));
      });
  add_json(check, given);
}

void add_seed_command(CLI::App& app, Arguments& given, Platform& platform) {
  auto* seed = add_store_command(
      app, given, "seed", "Fill a store with made-up organizations, to try things out",
      [&given, &platform] {
        seed_store(store_options(given), given.seed, platform, Output(given.json));
      });
  seed->footer(seed_notes);
  auto& wanted = given.seed.wanted;
  auto const add_number = [seed](char const* name, std::int64_t& number, std::int64_t most,
                                 char const* help) {
    return seed->add_option(name, number, help)
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, most));
  };
  constexpr std::int64_t ten_million = 10'000'000;
  add_number("--organizations", wanted.organizations, ten_million, "organizations")->required();
  add_number("--members", wanted.members, ten_million,
             "active people of all organizations, owners included (default: the owners)");
  add_number("--projects", wanted.projects, ten_million, "projects of all (default 0)");
  add_number("--teams", wanted.teams, ten_million, "teams of all (default 0)");
  add_number("--team-members", wanted.team_members, ten_million,
             "people in each team, if its organization has so many (default 10)");
  add_number("--keys", wanted.keys, ten_million,
             "API keys of all, one of an owner in each (default: those)");
  add_number("--events", wanted.events, 100 * ten_million, "audit events of all (default 0)");
  seed->add_option("--seed", wanted.number, "what the rows follow from (default 1)")
      ->type_name("NUMBER");
  seed->add_flag("--add", given.seed.add, "fill a store that has organizations already");
  seed->add_option("--credentials", given.seed.credentials,
                   "a new file, mode 0600, for the owners' keys: a line \"orgId publicKey "
                   "privateKey\" for each organization")
      ->type_name("FILE");
  add_json(seed, given);
}

}  // namespace

void add_store_commands(CLI::App& app, Arguments& given) {
  static SystemPlatform platform;
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
      DatabaseOptions const database{.url = given.store,
                                     .path = StoreDirectory::database_file(given.data)};
      migrate_store(database, given.migrate, platform, Output(given.json));
    };
  });
  add_backup_commands(app, given, platform);
  add_seed_command(app, given, platform);
  auto* store = app.add_subcommand("store", "Commands on whole stores");
  store->require_subcommand(1);
  auto* copy = add_command(*store, given, "copy", "Move a store to another database",
                           [&given] { copy_store(given.copy, platform, Output(given.json)); });
  copy->footer(copy_notes);
  copy->add_option("--from", given.copy.from, "the store to read")->required()->type_name("URL");
  copy->add_option("--to", given.copy.to, "an empty place for it")->required()->type_name("URL");
  copy->add_flag("--resume", given.copy.resume, "go on with a copy that was cut off");
  copy->add_option("--batch", given.copy.batch, "rows in one commit (default 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, 100000));
  add_json(copy, given);
}

}  // namespace orgd
