// For tests: an empty SQLite store that goes with the object, and seeds written into it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "async/blocking_loop.hpp"
#include "sandbox/seed_export.hpp"
#include "sandbox/seed_reader.hpp"
#include "sandbox/seed_writer.hpp"
#include "store/open_database.hpp"

namespace orgd::sandbox {

class SeededStore {
 public:
  static constexpr store::Seconds now{std::chrono::seconds(1748779200)};

  /// `key` fills the vault's key.
  explicit SeededStore(unsigned char key = 1) : vault_(Vault::Key{key}) {
    auto pattern = (std::filesystem::temp_directory_path() / "orgd-seed-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
    DatabaseOptions options{.path = directory_ / "store.db", .create = true};
    database_ = open_database(options, now);
    session_ = database_->connect(loop_);
  }
  SeededStore(SeededStore const&) = delete;
  SeededStore& operator=(SeededStore const&) = delete;
  ~SeededStore() {
    session_.reset();
    database_.reset();
    std::filesystem::remove_all(directory_);
  }

  Result<Done> write(Work work) { return loop_.run(session_->write(std::move(work))); }
  Result<Done> read(Work work) { return loop_.run(session_->read(std::move(work))); }

  /// What is wrong with the text, as a file or for this store; "" when it was written.
  std::string seed(std::string_view text, std::uint64_t id_seed = 1) {
    auto const file = read_seed(text);
    if (!file) return text_of(file.error());
    SeedContext const context{.vault = vault_, .now = now, .id_seed = id_seed};
    auto const done = write(
        [&](Transaction& tx) -> Task<Done> { co_return co_await write_seed(tx, *file, context); });
    return done ? "" : done.error().detail;
  }

  SeedFile exported() {
    SeedFile file;
    auto const done = read([&](Transaction& tx) -> Task<Done> {
      file = co_await export_seed(tx, vault_);
      co_return Done{};
    });
    if (!done) throw std::runtime_error(done.error().detail);
    return file;
  }

  Vault const& vault() const { return vault_; }

 private:
  Vault vault_;
  std::filesystem::path directory_;
  BlockingLoop loop_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Session> session_;
};

/// One of everything that a seed can say.
inline constexpr std::string_view rich_seed = R"(
people:
  - email: gone@example.org
    id: 32b6e34b3d91647abb20e701
    account:
      {firstName: Gone, lastName: Long, country: DE, proven: false, passwordHash: $argon2id$x}
  - {email: never@example.org}
organizations:
  - name: Example
    id: 600000000000000000000e10
    createdAt: 2025-01-02T03:04:05Z
    skipDefaultAlertsSettings: true
    owesMoney: true
    settings:
      apiAccessListRequired: true
      maxServiceAccountSecretValidityInHours: 24
      securityContact: security@example.org
      customSessionTimeouts: {idleSessionTimeoutInSeconds: 600}
    bypass: {grantedBy: Dana, grantedAt: 2025-05-01T00:00:00Z, expiresAt: 2025-07-01T00:00:00Z}
    people:
      - {email: Dana@example.org, roles: [ORG_OWNER], password: "correct horse battery"}
      - {email: kim@example.org, roles: [ORG_MEMBER], firstName: Kim, mobileNumber: "+49 30"}
      - email: ines@example.org
        roles: [ORG_MEMBER, ORG_READ_ONLY]
        state: invited
        token: hello-ines
      - {email: noah@example.org, roles: [ORG_MEMBER], state: rejected}
      - {email: zoe@example.org, roles: [ORG_MEMBER], state: expired, inviter: abcdefgh}
    teams:
      - {name: Platform, members: [dana@example.org, ines@example.org]}
      - {name: Empty}
    apiKeys:
      - desc: deploys
        publicKey: abcdefgh
        privateKey: 5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4
        roles: [ORG_MEMBER]
        accessList:
          - cidrBlock: 192.0.2.0/24
            count: 7
            lastUsed: 2025-05-05T00:00:00Z
            lastUsedAddress: 192.0.2.1
          - {cidrBlock: 192.0.2.7}
      - {desc: reads}
    serviceAccounts:
      - name: CI
        roles: [ORG_GROUP_CREATOR]
        secrets:
          - {secret: mdb_sa_sk_aaaabbbbccccdddd, lastUsedAt: 2025-05-05T00:00:00Z}
          - {}
        accessList: [{cidrBlock: 2001:db8::/32}]
        tokens:
          - id: 32b6e34b3d91647abb20e7b9
            tokenHash: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            issuedAt: 2025-06-01T11:00:00Z
            expiresAt: 2025-06-01T12:00:00Z
      - {name: Idle, secrets: []}
    projects:
      - name: Payments
        withDefaultAlertsSettings: false
        tags: [{key: stage, value: test}]
        settings: {isDataExplorerEnabled: false}
        managedSlowMs: true
        limits: [{name: atlas.project.deployment.clusters, value: 30}]
        roles:
          - {person: dana@example.org, roles: [GROUP_OWNER, GROUP_READ_ONLY]}
          - {person: ines@example.org, roles: [GROUP_READ_ONLY]}
          - {team: Platform, roles: [GROUP_CLUSTER_MANAGER]}
          - {apiKey: abcdefgh, roles: [GROUP_READ_ONLY]}
          - {serviceAccount: CI, roles: [GROUP_OWNER]}
        invitations:
          - {email: kim@example.org, roles: [GROUP_OWNER], token: hello-kim}
          - {email: ines@example.org, roles: [GROUP_OWNER], bringsIn: true}
      - {name: Plain}
  - name: Linked
    linkedTo: 600000000000000000000e10
    people: [{email: kim@example.org, roles: [ORG_OWNER], firstName: Kimberly}]
  - {name: Closed, deletedAt: 2025-05-05T00:00:00Z}
generate: {organizations: 2, membersEach: 3, projectsEach: 2}
)";

}  // namespace orgd::sandbox
