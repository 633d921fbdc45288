// The words of the operator's commands.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "orgd/arguments.hpp"
#include "orgd/check_command.hpp"
#include "orgd/operators_command.hpp"
#include "orgd/outbox_command.hpp"
#include "orgd/person_commands.hpp"

namespace orgd {
namespace {

void add_org(CLI::App* command, Arguments& given) {
  command->add_option("--org", given.org, "the organization's id")->required()->type_name("ID");
}

// A secret never stands on the command line, where every user of the machine could read it.
std::string read_private_key() {
  if (char const* key = std::getenv("ORGD_PRIVATE_KEY")) return key;
  std::string key;
  std::getline(std::cin, key);
  return key;
}

void add_people_options(CLI::App* command, Arguments& given) {
  command->add_option("--owner", given.first.owner_email, "the owner's e-mail address")
      ->required()
      ->type_name("EMAIL");
  command->add_option("--first-name", given.first.first_name, "the owner's first name");
  command->add_option("--last-name", given.first.last_name, "the owner's last name");
  command->add_option("--country", given.first.country, "two upper-case letters");
  add_json(command, given);
}

void add_public_url(CLI::App* command, Arguments& given) {
  command->add_option("--public-url", given.public_url, "scheme and host of the links")
      ->type_name("URL");
}

std::string base_url_of(Arguments const& given, StoreDirectory const& store) {
  return given.public_url.empty() ? store.read_address() : given.public_url;
}

CLI::App* add_group(CLI::App& app, std::string const& name, std::string const& help) {
  auto* const group = app.add_subcommand(name, help);
  group->require_subcommand(1);
  return group;
}

void add_organization_commands(CLI::App& app, Arguments& given, Platform& platform) {
  auto* org = add_group(app, "org", "Organizations, without the API");
  auto* create =
      add_store_command(*org, given, "create", "Make an organization with its owner and an API key",
                        [&given, &platform] {
                          auto const store = open_store(given, platform);
                          auto const made = make_first_organization(store, platform, given.first);
                          print_credentials(store, given.first, made, "", Output(given.json));
                        });
  create->add_option("--name", given.first.name, "the organization's name")
      ->required()
      ->type_name("NAME");
  add_people_options(create, given);
  auto* list =
      add_store_command(*org, given, "list", "Show the organizations", [&given, &platform] {
        print_organizations(open_store(given, platform), Output(given.json));
      });
  add_json(list, given);
}

void add_key_commands(CLI::App& app, Arguments& given, Platform& platform) {
  auto* key = add_group(app, "key", "API keys, without the API: the way back in");
  auto* create = add_store_command(
      *key, given, "create", "Make an API key and show it, this once", [&given, &platform] {
        given.key.org_id = given.org;
        create_api_key(open_store(given, platform), platform, given.key, Output(given.json));
      });
  add_org(create, given);
  create->add_option("--role", given.key.roles, "a role, ORG_OWNER for one; may be repeated")
      ->required()
      ->allow_extra_args(false)
      ->type_name("ROLE");
  create->add_option("--desc", given.key.description, "what the key is for")->type_name("TEXT");
  add_json(create, given);
  auto* list = add_store_command(
      *key, given, "list", "Show the API keys of an organization", [&given, &platform] {
        print_api_keys(open_store(given, platform), given.org, Output(given.json));
      });
  add_org(list, given);
  add_json(list, given);
  auto* remove = add_store_command(*key, given, "delete", "Delete an API key", [&given, &platform] {
    delete_api_key(open_store(given, platform), platform, given.org, given.public_key);
  });
  add_org(remove, given);
  remove->add_option("--public-key", given.public_key, "the key")->required()->type_name("KEY");
}

void add_person_commands(CLI::App& app, Arguments& given, Platform& platform) {
  auto* person = add_group(app, "person", "People's accounts, without the API");
  auto* link = add_store_command(
      *person, given, "link", "Show a link that sets a person's password, this once",
      [&given, &platform] {
        auto const store = open_store(given, platform);
        print_password_link(store, platform, given.email, base_url_of(given, store),
                            Output(given.json));
      });
  add_public_url(link, given);
  add_json(link, given);
  auto* reset = add_store_command(
      *person, given, "reset-factors",
      "Take all second factors and recovery codes from a person, and end its sessions",
      [&given, &platform] { reset_factors(open_store(given, platform), platform, given.email); });
  auto* marking =
      add_store_command(*person, given, "operator",
                        "Let a person look at the whole server, or no longer", [&given, &platform] {
                          mark_operator(open_store(given, platform), platform, given.email,
                                        given.remove ? Marking::taken : Marking::given);
                        });
  marking->add_flag("--remove", given.remove, "no longer");
  for (auto* const command : {link, reset, marking})
    command->add_option("--email", given.email, "the person's address")
        ->required()
        ->type_name("ADDRESS");
}

void add_events_command(CLI::App& app, Arguments& given, Platform& platform) {
  auto* events = add_store_command(
      app, given, "events", "Show the audit events, oldest first", [&given, &platform] {
        given.events.org_id = given.org;
        print_events(open_store(given, platform), platform, given.events, Output(given.json));
      });
  events->add_option("--org", given.org, "of one organization")->type_name("ID");
  events
      ->add_option("--since", given.events.since,
                   "a time ago (90m, 36h, 7d) or a date (2026-01-31)")
      ->type_name("TIME");
  events->add_option("--last", given.events.last, "at most so many, the newest (default 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000));
  add_json(events, given);
}

}  // namespace

StoreDirectory::Options store_options(Arguments const& given) {
  if (given.data.empty() && given.store.empty())
    throw std::runtime_error("no store given: add --data DIR (or ORGD_DATA)");
  // Who runs a command would rather wait for a busy database than start over.
  constexpr std::chrono::seconds patience{30};
  StoreDirectory::Options options{.path = given.data,
                                  .database = {.url = given.store, .timeout = patience}};
  if (char const* key = std::getenv("ORGD_KEY")) options.key = key;
  return options;
}

StoreDirectory open_store(Arguments const& given, Platform& platform) {
  return StoreDirectory::open(store_options(given), platform);
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

void add_json(CLI::App* command, Arguments& given) {
  command->add_flag("--json", given.json, "print JSON");
}

void add_operator_commands(CLI::App& app, Arguments& given) {
  static SystemPlatform platform;
  auto* init = add_store_command(
      app, given, "init", "Make a store with its first user, organization and key", [&given] {
        auto const made = make_store(store_options(given), platform, given.first);
        print_credentials(made.store, given.first, made.credentials, base_url_of(given, made.store),
                          Output(given.json));
      });
  add_public_url(init, given);
  init->add_option("--org", given.first.name, "the organization's name")
      ->required()
      ->type_name("NAME");
  add_people_options(init, given);
  add_organization_commands(app, given, platform);
  add_key_commands(app, given, platform);
  add_person_commands(app, given, platform);
  add_events_command(app, given, platform);
  auto* outbox = add_store_command(
      app, given, "outbox", "Show the mails and what became of them, with their acceptance links",
      [&given] {
        auto const store = open_store(given, platform);
        print_outbox(store, platform, base_url_of(given, store), Output(given.json));
      });
  add_public_url(outbox, given);
  add_json(outbox, given);
  auto* people =
      add_store_command(app, given, "people", "Show the people of an organization", [&given] {
        print_people(open_store(given, platform), platform, given.org, Output(given.json));
      });
  add_org(people, given);
  add_json(people, given);
  add_org(add_store_command(
              app, given, "unlock",
              "Remove all access lists of an organization and the demand for them",
              [&given] { unlock_organization(open_store(given, platform), platform, given.org); }),
          given);
  auto* billing = add_store_command(
      app, given, "billing", "Mark an organization as owing money, or not",
      [&given] { set_owes_money(open_store(given, platform), platform, given.org, given.owes); });
  add_org(billing, given);
  billing->add_option("--owes", given.owes, "true or false")->required();
  auto* bypass = app.add_subcommand("bypass", "Employee access to restricted organizations");
  bypass->require_subcommand(1);
  auto* grant = add_store_command(
      *bypass, given, "grant",
      "Let operators see the people for 24 hours; an owner's private key is read from "
      "ORGD_PRIVATE_KEY or standard input",
      [&given] {
        grant_bypass(open_store(given, platform), platform, given.org, given.public_key,
                     read_private_key());
      });
  add_org(grant, given);
  grant->add_option("--public-key", given.public_key, "an owner's API key")
      ->required()
      ->type_name("KEY");
}

}  // namespace orgd
