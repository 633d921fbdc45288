// HTTP Digest (RFC 7616). A nonce serves one call at a time, because its counts must rise; nonces
// that are free wait for the next call, so that only the first one costs two requests.
#include <fmt/format.h>

#include <map>
#include <mutex>
#include <random>
#include <vector>

#include "api/digest_hash.hpp"
#include "api/text.hpp"
#include "client/challenge.hpp"
#include "client/credentials.hpp"

namespace atlas::detail {
namespace {

constexpr std::size_t max_free_nonces = 64;

// Path and query of an absolute URL: what the "uri" parameter repeats.
std::string_view target_of(std::string_view url) {
  auto const host = url.find("://");
  auto const path = url.find('/', host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? "/" : url.substr(path);
}

DigestAlgorithm algorithm_of(Challenge const& challenge) {
  return challenge.sha256 ? DigestAlgorithm::sha256 : DigestAlgorithm::md5;
}

// Fetching an algorithm from OpenSSL costs more than using it: one of each for a thread.
DigestHash& hash_of(DigestAlgorithm algorithm) {
  thread_local DigestHash md5(DigestAlgorithm::md5);
  thread_local DigestHash sha256(DigestAlgorithm::sha256);
  return algorithm == DigestAlgorithm::md5 ? md5 : sha256;
}

class DigestAuthenticator final : public Authenticator {
 public:
  explicit DigestAuthenticator(ApiKeyCredentials credentials)
      : credentials_(std::move(credentials)) {}

  std::expected<void, Error> prepare(HttpRequest& request, AuthAttempt& attempt) override {
    Nonce nonce;
    {
      std::lock_guard const lock(mutex_);
      if (free_.empty()) return {};
      nonce = std::move(free_.back());
      free_.pop_back();
    }
    ++nonce.count;
    request.headers.set("Authorization", header_for(request, nonce));
    attempt.nonce = nonce.challenge.nonce;
    std::lock_guard const lock(mutex_);
    in_use_.insert_or_assign(attempt.nonce, std::move(nonce));
    return {};
  }

  Verdict note(HttpResponse const& response, AuthAttempt& attempt) override {
    std::lock_guard const lock(mutex_);
    auto used = in_use_.extract(attempt.nonce);
    attempt.nonce.clear();
    auto const challenge = find_challenge(response);
    if (response.status != 401 || !challenge) {
      if (used && free_.size() < max_free_nonces) free_.push_back(std::move(used.mapped()));
      return Verdict::give_up;
    }
    bool const refused = !used.empty() && !challenge->stale;
    free_.push_back({.challenge = *challenge, .ha1 = ha1_of(*challenge)});
    return refused || ++attempt.challenges > 2 ? Verdict::give_up : Verdict::try_again;
  }

 private:
  struct Nonce {
    Challenge challenge{};
    std::string ha1{};
    std::uint32_t count = 0;
  };

  std::string ha1_of(Challenge const& challenge) const {
    return hash_of(algorithm_of(challenge))
        .ha1(credentials_.public_key, challenge.realm, credentials_.private_key);
  }

  std::string header_for(HttpRequest const& request, Nonce const& nonce) const {
    auto const algorithm = algorithm_of(nonce.challenge);
    thread_local std::random_device random;
    std::string const cnonce = fmt::format("{:08x}{:08x}", random(), random());
    std::string const count = fmt::format("{:08x}", nonce.count);
    DigestCredentials const parts{.username = credentials_.public_key,
                                  .realm = nonce.challenge.realm,
                                  .nonce = nonce.challenge.nonce,
                                  .uri = target_of(request.url),
                                  .response = {},
                                  .algorithm = name_of(algorithm),
                                  .qop = "auth",
                                  .nc = count,
                                  .cnonce = cnonce};
    std::string const opaque = nonce.challenge.opaque.empty()
                                   ? ""
                                   : fmt::format(", opaque=\"{}\"", nonce.challenge.opaque);
    return fmt::format(
        "Digest username=\"{}\", realm=\"{}\", nonce=\"{}\", uri=\"{}\", algorithm={}, qop=auth, "
        "nc={}, cnonce=\"{}\", response=\"{}\"{}",
        parts.username, parts.realm, parts.nonce, parts.uri, parts.algorithm, parts.nc,
        parts.cnonce, hash_of(algorithm).response(nonce.ha1, parts, request.method), opaque);
  }

  ApiKeyCredentials const credentials_;
  std::mutex mutex_;
  std::vector<Nonce> free_;
  std::map<std::string, Nonce> in_use_;
};

}  // namespace

std::unique_ptr<Authenticator> make_digest(ApiKeyCredentials credentials) {
  return std::make_unique<DigestAuthenticator>(std::move(credentials));
}

}  // namespace atlas::detail
