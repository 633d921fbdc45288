// Worlds without sockets, for tests: requests without credentials act as an owner of everything.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/json_read.hpp"
#include "async/blocking_loop.hpp"
#include "in_process_platform.hpp"
#include "orgd/store_in_memory.hpp"
#include "sandbox/beginning.hpp"
#include "sandbox/world_files.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"

namespace orgd::sandbox {

class TrialWorlds {
 public:
  static constexpr std::string_view org_id = "600000000000000000000e10";
  static constexpr std::string_view owner_id = "600000000000000000000a01";
  static constexpr std::string_view projects = "/api/atlas/v2/groups";

  /// `directory`: where the worlds outlive it.
  explicit TrialWorlds(bool automatic = false,
                       std::optional<std::filesystem::path> const& directory = {})
      : files(directory ? std::make_unique<WorldFiles>(*directory, *first.vault, machine)
                        : nullptr),
        worlds(ground, beginning(), automatic) {}

  World& world(std::string_view name = {}) { return *worlds.find(name).value(); }

  struct Sent {
    std::string method = "GET";
    std::string target{};
    std::string body{};
    std::string world{};  ///< of its field, if not empty
    std::string version = "2023-01-01";
    std::string media_type = "application/json";
    std::string authorization{};
  };
  static void fill(Request& request, Sent const& sent) {
    request.method = sent.method;
    request.target = sent.target;
    request.body = sent.body;
    request.remote_address = "127.0.0.1";
    request.add_field("Host", "localhost:8080");
    request.add_field("Accept", "application/vnd.atlas." + sent.version + "+json");
    if (!sent.body.empty()) request.add_field("Content-Type", sent.media_type);
    if (!sent.authorization.empty()) request.add_field("Authorization", sent.authorization);
    if (!sent.world.empty()) request.add_field("X-Orgd-World", sent.world);
  }
  Response send(World& to, Sent const& sent) {
    Request request;
    fill(request, sent);
    Response response;
    (void)loop.run(to.handle(request, response));
    return response;
  }
  static std::string new_project() {
    return std::string(projects) + "?projectOwnerId=" + std::string(owner_id);
  }
  /// The id of a new project, or the whole answer when there is none.
  std::string make_project(World& in, std::string_view name) {
    auto const answer = send(in, {.method = "POST",
                                  .target = new_project(),
                                  .body = R"({"name":")" + std::string(name) + R"(","orgId":")" +
                                          std::string(org_id) + R"("})"});
    auto const body = atlas::parse_json(answer.body);
    auto const* id = body ? body->find("id") : nullptr;
    return id ? id->text : answer.body;
  }
  bool has_project(World& in, std::string_view id) {
    return send(in, {.target = std::string(projects) + "/" + std::string(id)}).status == 200;
  }

  StandingPlatform machine;
  BlockingLoop loop;
  Log log{2, LogLevel::off, LogFormat::text};
  StoreInMemory first{make_store_in_memory(machine, Vault::parse(std::string(64, 'a')))};
  std::unique_ptr<WorldFiles> files;
  Ground ground{.machine = machine,
                .vault = *first.vault,
                .log = log,
                .options = open_to_all(),
                .loop = &loop,
                .files = files.get()};

  static ServiceOptions open_to_all() {
    ServiceOptions options;
    options.examples = true;
    options.list_cache_bytes = 0;
    return options;
  }
  /// One organization in an empty store.
  Beginning beginning() {
    Moment const empty{.image = Image::plain(first.database->image())};
    auto const now = std::chrono::floor<std::chrono::seconds>(machine.now());
    auto const write = [now](Transaction& tx) -> Task<Done> {
      store::NewOrganization const organization{.org_id = store::OrgId::of(org_id),
                                                .name = "First",
                                                .name_folded = "first",
                                                .created_at = now};
      auto const org = co_await store::insert_organization(tx, organization);
      auto const user_id = store::UserId::of(owner_id);
      std::string const address = "owner@example.org";
      co_await store::claim_user_id(tx, address, user_id);
      store::Account const owner{.user_id = user_id,
                                 .spelling = address,
                                 .username = address,
                                 .first_name = "An",
                                 .last_name = "Owner",
                                 .country = "DE",
                                 .created_at = now};
      co_await store::insert_account(tx, owner);
      store::Names const roles{std::string(store::owner_role)};
      co_await store::insert_member(tx, org, owner, roles, now);
      co_return Done{};
    };
    return {.id_seed = 1, .moment = grown(empty, write).value()};
  }

  Worlds worlds;
};

}  // namespace orgd::sandbox
