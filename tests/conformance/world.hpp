// What a case is given: an organization of its own with an owner's key, and short ways to call the
// API as that owner or as anybody else.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "digest.hpp"
#include "door.hpp"
#include "expect.hpp"

namespace conformance {

/// An API key as an answer that creates it shows it.
struct Key {
  std::string id{};
  KeyPair pair{};
};

/// An organization together with one of its keys that is an owner.
struct Organization {
  std::string id{};
  std::string name{};
  std::string owner_id{};  ///< the person who owns it
  Key key{};
};

/// Makes organizations, each linked to one that still has room, and knows what held on every
/// answer of the run, and every refusal.
class OrganizationSource {
 public:
  OrganizationSource(Door& door, KeyPair bootstrap);

  Organization make(std::string const& name);
  /// Deletes it if its key still can.
  void drop(Organization const& organization);

  Door& door() { return door_; }
  Organization const& root() const { return roots_.back(); }
  /// Rules for all answers that some answer broke, each with the first one that did.
  std::map<std::string, std::string> const& broken_rules() const { return broken_rules_; }
  std::set<Refusal> const& refusals() const { return refusals_; }
  /// Holds an answer against the rules of all answers, and remembers its code.
  void note(RequestSpec const& request, Answer const& answer);

 private:
  Organization create(Organization const& parent, std::string const& name);

  Door& door_;
  std::vector<Organization> roots_;
  int linked_ = 0;
  std::map<std::string, std::string> broken_rules_;
  std::set<Refusal> refusals_;
};

class World {
 public:
  explicit World(OrganizationSource& source);
  ~World();
  World(World const&) = delete;
  World& operator=(World const&) = delete;

  std::string const& id() const { return mine_.id; }
  std::string const& owner_id() const { return mine_.owner_id; }
  Organization const& mine() const { return mine_; }
  KeyPair const& key() const { return mine_.key.pair; }
  Door& door() { return source_.door(); }
  /// "/orgs/{id}" + rest.
  std::string org(std::string_view rest = {}) const {
    return "/orgs/" + mine_.id + std::string(rest);
  }
  /// The absolute URL of a path under the API's prefix.
  std::string url(std::string_view path) const;

  /// A request by the owner's key at 2023-01-01; `path` is below the API's prefix.
  RequestSpec request(std::string method, std::string_view path, std::string body = {}) const;
  Answer send(RequestSpec const& request) { return send_to(door(), request); }
  /// The same through another door to the same store.
  Answer send_to(Door& server, RequestSpec const& request);
  Answer get(std::string_view path) { return send(request("GET", path)); }
  Answer post(std::string_view path, std::string body) {
    return send(request("POST", path, std::move(body)));
  }
  Answer patch(std::string_view path, std::string body) {
    return send(request("PATCH", path, std::move(body)));
  }
  Answer remove(std::string_view path) { return send(request("DELETE", path)); }
  Answer get_2025(std::string_view path) {
    return send(request("GET", path).with("Accept", std::string(v2025)));
  }

  /// Preconditions: each makes one thing through the API and fails the case if it cannot.
  Organization another_organization(std::string const& name = "Other");
  Key new_key(std::string_view role);
  Node invite(std::string_view username, std::string_view role = "ORG_MEMBER");
  /// Returns the project's id.
  std::string new_project(std::string_view name);
  /// Invites and accepts; the person's account is made when `names` says so. Returns the user.
  Node new_member(std::string_view username, std::string_view role = "ORG_MEMBER");
  /// What the page of an invitation's mail calls, with the token; the verb is "accept" or "reject".
  std::string link_of(std::string const& invitation_id, std::string_view verb = "accept");
  /// Where it leads, with its token in the body beside what is given.
  RequestSpec link_request(std::string target, std::string body = {}) const;
  Node users_2025(std::string_view query = {});
  /// An e-mail address that no other case uses: accounts outlive organizations.
  std::string person(std::string_view name) const;
  /// The address the server sees.
  std::string address() const { return "127.0.0.1"; }

  Challenge challenge();

  /// Until the end of the case; see Door::take_turns.
  void stay_on_one_server() { door().take_turns(false); }
  /// The types of all events of the organization, or of another one, the oldest first. From then on
  /// the case is on one server: nodes do not agree on what came first within a second.
  std::vector<std::string> event_types(std::string const& org_id = {});
  void stay_where_nonces_are_used() {
    if (!door().shares_replays()) stay_on_one_server();
  }

  /// Runs a local command of the server that must succeed.
  std::string operate(std::vector<std::string> const& command, std::string const& private_key = {});

 private:
  OrganizationSource& source_;
  Organization mine_;
  std::vector<Organization> others_;
  std::vector<std::string> projects_;
};

/// What stands behind "#token=" in a mail's link.
std::string token_of(std::string_view link);

/// The body with which a person without an account accepts.
std::string account_body(std::string_view first_name = "Dana", std::string_view last_name = "Doe");

/// An identifier that nothing has.
inline constexpr std::string_view nobody_id = "ffffffffffffffffffffffff";

}  // namespace conformance
