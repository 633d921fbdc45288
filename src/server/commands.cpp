// Local operator commands, each one transaction on the store.
#include "server/commands.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

#include "api/email.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"
#include "atlas/rules.hpp"
#include "server/handlers/views.hpp"
#include "store/blocking_loop.hpp"

namespace orgd {
namespace {

constexpr std::chrono::hours bypass_life{24};

// One session on the calling thread.
class Terminal {
 public:
  explicit Terminal(StoreDirectory const& store) : session_(store.database().connect(loop_)) {}

  void read(Work const& work) { finish(loop_.run(session_->read(work))); }
  void write(Work const& work) { finish(loop_.run(session_->write(work))); }

 private:
  static void finish(Result<Done> const& result) {
    if (!result) throw std::runtime_error(result.error().detail);
  }
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

store::Seconds seconds_of(Platform& platform) {
  return std::chrono::floor<std::chrono::seconds>(platform.now());
}

void check(atlas::TextRule const& rule, std::string const& value, std::string_view what) {
  if (!rule.check(value)) return;
  std::string const reason = rule.explain ? rule.explain(value) : "";
  throw std::runtime_error(fmt::format("\"{}\" is not a valid {}{}{}", value, what,
                                       reason.empty() ? "" : ": it ", reason));
}

Task<store::OrganizationRecord> require_organization(Transaction& tx, std::string const& org_id) {
  auto found = co_await store::lock_organization(tx, org_id);
  if (!found || found->deleted_at) co_return fail(Code::org_not_found, org_id);
  co_return std::move(*found);
}

// Whether operators may see the organization's people.
Task<bool> people_visible(Transaction& tx, std::string const& org_id, store::Seconds now) {
  auto const organization = co_await store::find_organization(tx, org_id);
  if (!organization) co_return fail(Code::org_not_found, org_id);
  if (!organization->employees_restricted) co_return true;
  co_return co_await as_result(store::has_bypass(tx, org_id, now));
}

store::Event operator_event(std::string id, std::string const& org_id, store::EventType type,
                            store::Seconds now) {
  return {.org_id = org_id,
          .event_id = std::move(id),
          .type = std::string(type.name()),
          .created_at = now,
          .actor_kind = store::ActorKind::operator_};
}

void print(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

std::string json_object(std::initializer_list<std::pair<std::string_view, std::string_view>> list) {
  std::string out = "{";
  for (auto const& [name, value] : list) {
    if (out.size() > 1) out += ',';
    atlas::write_json(out, name);
    out += ':';
    atlas::write_json(out, value);
  }
  return out + "}";
}

}  // namespace

FirstCredentials make_first_organization(StoreDirectory const& directory, Platform& platform,
                                         FirstOrganization const& first) {
  check(atlas::text::org_name, first.name, "organization name");
  check(atlas::text::email, first.owner_email, "e-mail address");
  check(atlas::text::country, first.country, "country code of two upper-case letters");
  Log quiet(2, LogLevel::off, LogFormat::text);
  Environment environment({}, platform, directory.vault(), quiet);
  auto const now = seconds_of(platform);
  FirstCredentials made;
  Terminal(directory).write([&](Transaction& tx) -> Task<Done> {
    made.org_id = environment.ids.next();
    store::NewOrganization const organization{.org_id = made.org_id,
                                              .name = first.name,
                                              .name_folded = atlas::fold_case(first.name),
                                              .created_at = now};
    co_await store::insert_organization(tx, organization);
    std::string const username_key = atlas::email_key(first.owner_email);
    std::string const new_id = environment.ids.next();
    made.owner_id = co_await store::claim_user_id(tx, username_key, new_id);
    store::Account const account{.user_id = made.owner_id,
                                 .username = first.owner_email,
                                 .username_key = username_key,
                                 .first_name = first.first_name,
                                 .last_name = first.last_name,
                                 .country = first.country,
                                 .created_at = now};
    co_await store::insert_account(tx, account);
    store::Names const owner{std::string(atlas::name_of(atlas::OrgRole::org_owner))};
    auto const member = member_of(made.org_id, account, owner, now);
    co_await store::insert_member(tx, member);
    atlas::CreateApiKey const request{.desc = "first key", .roles = owner};
    auto const key = co_await create_key(tx, environment, made.org_id, request, now);
    made.public_key = key.record.public_key;
    made.private_key = key.private_key;
    auto event = operator_event(environment.ids.next(), made.org_id, "ORG_CREATED", now);
    co_await store::insert_event(tx, event);
    event = operator_event(environment.ids.next(), made.org_id, "API_KEY_CREATED", now);
    event.target_public_key = made.public_key;
    co_return co_await as_result(store::insert_event(tx, event));
  });
  return made;
}

void print_credentials(StoreDirectory const& store, FirstOrganization const& first,
                       FirstCredentials const& made, Output output) {
  if (output == Output::json)
    return print(json_object({{"dataDir", store.path().native()},
                              {"orgId", made.org_id},
                              {"ownerId", made.owner_id},
                              {"ownerUsername", first.owner_email},
                              {"privateKey", made.private_key},
                              {"publicKey", made.public_key}}));
  print(fmt::format("store        {}", store.path().native()));
  print(fmt::format("organization {}  {}", made.org_id, first.name));
  print(fmt::format("owner        {}  {}", made.owner_id, first.owner_email));
  print(fmt::format("public key   {}", made.public_key));
  print(fmt::format("private key  {}  (shown this once)", made.private_key));
}

void print_outbox(StoreDirectory const& directory, Platform& platform, std::string const& base_url,
                  Output output) {
  constexpr std::int64_t page_size = 500;
  std::string json = "[";
  std::vector<store::Mail> visible_mails;
  std::size_t hidden = 0;
  auto const show = [&](store::Mail const& mail) {
    auto const token =
        directory.vault().open(mail.sealed_token.value_or(""), mail.invitation_id.value_or(""));
    std::string const link = fmt::format("{}/orgd/v1/invitations/{}:accept#token={}", base_url,
                                         mail.invitation_id.value_or(""), token.value_or(""));
    if (output == Output::text)
      return print(fmt::format("{}  {}  {}\n  {}", atlas::format_date(mail.created_at),
                               mail.recipient, mail.kind, link));
    if (json.size() > 1) json += ',';
    json += json_object({{"createdAt", atlas::format_date(mail.created_at)},
                         {"invitationId", mail.invitation_id.value_or("")},
                         {"kind", mail.kind},
                         {"link", link},
                         {"mailId", mail.mail_id},
                         {"orgId", mail.org_id},
                         {"recipient", mail.recipient}});
  };
  Terminal(directory).read([&](Transaction& tx) -> Task<Done> {
    visible_mails.clear();
    hidden = 0;
    store::Mail last;
    for (bool more = true; more;) {
      auto const mails = co_await store::list_mails(tx, last.org_id, last.mail_id, page_size);
      for (auto const& mail : mails) {
        bool const visible = co_await people_visible(tx, mail.org_id, seconds_of(platform));
        if (visible)
          visible_mails.push_back(mail);
        else
          ++hidden;
        last = mail;
      }
      more = std::ssize(mails) == page_size;
    }
    co_return Done{};
  });
  for (auto const& mail : visible_mails) show(mail);
  if (output == Output::json) print(json + "]");
  if (hidden > 0)
    fmt::print(stderr,
               "{} mails are not shown: their organizations restrict employee access (an owner can "
               "allow it for a day with: orgd bypass grant)\n",
               hidden);
}

void print_people(StoreDirectory const& directory, Platform& platform, std::string const& org_id,
                  Output output) {
  auto const now = seconds_of(platform);
  std::vector<atlas::OrgUserResponse> people;
  Terminal(directory).read([&](Transaction& tx) -> Task<Done> {
    bool const visible = co_await people_visible(tx, org_id, now);
    if (!visible)
      throw std::runtime_error(fmt::format(
          "organization {} restricts employee access; an owner can allow it for a day with: orgd "
          "bypass grant --org {} --public-key KEY",
          org_id, org_id));
    store::MemberFilter const everybody{
        .active = true, .pending = true, .expired = true, .rejected = true};
    constexpr store::Slice all{.limit = 100000};
    auto const members = co_await store::list_members(tx, org_id, everybody, now, all);
    people.clear();
    for (auto const& member : members) people.push_back(org_user_view(member, now));
    co_return Done{};
  });
  if (output == Output::json) {
    std::string json;
    atlas::write_json(json, people);
    return print(json);
  }
  for (auto const& person : people)
    print(fmt::format("{}  {}  {}  {}", person.id, person.username, person.org_membership_status,
                      fmt::join(person.roles.org_roles, " ")));
}

void unlock_organization(StoreDirectory const& directory, Platform& platform,
                         std::string const& org_id) {
  IdSource ids(platform);
  std::int64_t removed = 0;
  Terminal(directory).write([&](Transaction& tx) -> Task<Done> {
    co_await require_organization(tx, org_id);
    removed = co_await store::clear_access_lists(tx, org_id);
    auto settings = co_await store::settings_of(tx, org_id);
    if (settings.access_list_required) {
      settings.access_list_required = false;
      co_await store::save_settings(tx, org_id, settings);
      co_await store::insert_event(
          tx, operator_event(ids.next(), org_id, "ORG_PUBLIC_API_ACCESS_LIST_NOT_REQUIRED",
                             seconds_of(platform)));
    }
    if (removed > 0)
      co_await store::insert_event(
          tx, operator_event(ids.next(), org_id, "API_KEY_ACCESS_LIST_ENTRY_DELETED",
                             seconds_of(platform)));
    co_return co_await as_result(store::touch_authorization(tx, org_id));
  });
  print(fmt::format("organization {} is open to all addresses; {} access list entries removed",
                    org_id, removed));
}

void set_owes_money(StoreDirectory const& directory, Platform&, std::string const& org_id,
                    bool owes) {
  Terminal(directory).write([&](Transaction& tx) -> Task<Done> {
    co_await require_organization(tx, org_id);
    co_return co_await as_result(store::set_owes_money(tx, org_id, owes));
  });
  print(fmt::format("organization {} {} money", org_id, owes ? "owes" : "no longer owes"));
}

void grant_bypass(StoreDirectory const& directory, Platform& platform, std::string const& org_id,
                  std::string const& public_key, std::string const& private_key) {
  IdSource ids(platform);
  auto const now = seconds_of(platform);
  DigestHash hash(DigestAlgorithm::md5);
  Terminal(directory).write([&](Transaction& tx) -> Task<Done> {
    co_await require_organization(tx, org_id);
    auto const caller = co_await load_caller(tx, public_key, directory.vault(), hash.algorithm());
    bool const proven =
        caller && equal_secrets(caller->ha1, hash.ha1(public_key, digest_realm, private_key)) &&
        atlas::allows(atlas::Access::org_owner, caller->rights_in(org_id, {}));
    if (!proven)
      throw std::runtime_error("only an API key with ORG_OWNER in the organization can grant this");
    co_await store::grant_bypass(tx, org_id, public_key, now, now + bypass_life);
    auto event = operator_event(ids.next(), org_id, "ORG_EMPLOYEE_ACCESS_BYPASS_GRANTED", now);
    event.actor_kind = store::ActorKind::api_key;
    event.actor_id = caller->key_id;
    event.actor_name = public_key;
    co_return co_await as_result(store::insert_event(tx, event));
  });
  print(fmt::format("operators may see the people of organization {} until {}", org_id,
                    atlas::format_date(now + bypass_life)));
}

}  // namespace orgd
