// What all event loops share: options, key material, sources of ids and nonces, the routes.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "security/digest.hpp"
#include "security/nonce.hpp"
#include "security/platform.hpp"
#include "security/vault.hpp"
#include "service/fidelity.hpp"
#include "service/loop_metrics.hpp"
#include "service/mail_figures.hpp"
#include "service/offload.hpp"
#include "service/rate_limit.hpp"
#include "service/router.hpp"
#include "service/session_usage.hpp"
#include "service/store_probes.hpp"
#include "service/usage.hpp"
#include "service/version.hpp"
#include "telemetry/log.hpp"

namespace orgd {

/// Who remembers which nonces were used: each server for itself, or the store for all of them.
enum class ReplayProtection : std::uint8_t { node, cluster };

/// Counts that an organization may reach.
struct Limits {
  std::int64_t users_per_org = 500;
  std::int64_t users_per_project = 500;
  std::int64_t projects_per_org = 250;
  std::int64_t projects_per_user = 250;
  std::int64_t orgs_per_user = 250;
  std::int64_t api_keys_per_org = 500;
  std::int64_t service_accounts_per_org = 200;
  std::int64_t secrets_per_service_account = 2;
  std::int64_t access_list_entries = 200;
  std::int64_t linked_orgs = 50;
  std::int64_t teams_per_org = 250;
  std::int64_t users_per_team = 250;
  std::int64_t teams_per_user = 100;
  std::int64_t teams_per_project = 100;
  std::int64_t tokens_per_account = 100;  ///< of a service account, that live at one time
};

struct ServiceOptions {
  DigestAlgorithm digest_algorithm = DigestAlgorithm::md5;
  Fidelity fidelity = Fidelity::lenient;
  ReplayProtection replay_protection = ReplayProtection::node;
  std::string public_url{};  ///< "" takes scheme and host of each request
  std::size_t caller_cache_bytes = std::size_t{64} << 20U;  ///< of each loop
  std::size_t hashes_at_once = 2;                           ///< of passwords, 64 MiB each
  std::size_t list_cache_bytes = std::size_t{8} << 20U;     ///< of each loop
  bool examples = false;  ///< requests without credentials act as an owner of everything
  bool rate_limits = false;
  bool org_creation = true;
  bool paying_gate = false;                 ///< only paying organizations may create further ones
  bool console = true;                      ///< false: only the pages that mails link to
  std::set<std::string> allowed_domains{};  ///< of invited addresses; empty allows all
  Limits limits{};

  /// Whether one difference is decided as the hosted service does.
  bool as_hosted(Difference) const { return fidelity == Fidelity::hosted; }
};

struct Tap;

struct Environment {
  ServiceOptions options;
  Platform& platform;
  Vault const& vault;
  Log& log;
  IdSource ids;
  NonceSource nonces;
  RateLimiter rate_limiter;
  RateLimiter token_rate_limiter;  ///< apart: its callers need no credentials to fill it
  UsageLog usage;
  SessionUsage session_usage;
  /// Shared by the environments of one process, where there are several.
  std::shared_ptr<Offload> offload = std::make_shared<Offload>(options.hashes_at_once);
  Router router;
  Shards<LoopMetrics> loops;
  StoreProbes probes;
  Tap const* tap = nullptr;  ///< see service/tap.hpp; null where nobody plays with requests
  MailFigures mail;

  Environment(ServiceOptions given, Platform& source, Vault const& secrets, Log& output)
      : options(std::move(given)),
        platform(source),
        vault(secrets),
        log(output),
        ids(source),
        nonces(secrets, source) {}
};

}  // namespace orgd
