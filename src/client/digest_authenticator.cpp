// HTTP Digest (RFC 7616). A nonce serves one call at a time, because its counts must rise; nonces
// that are free wait for the next call, so that only the first one costs two requests.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "api/digest_hash.hpp"
#include "api/text.hpp"
#include "client/challenge.hpp"
#include "client/credentials.hpp"
#include "client/process.hpp"

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

// A std::random_device asks the processor what it is each time: 7 us in a virtual machine.
std::uint64_t random_number() {
  std::uint64_t number = 0;
  if (::getentropy(&number, sizeof(number)) != 0) throw std::runtime_error("no random numbers");
  return number;
}

class DigestAuthenticator final : public Authenticator {
 public:
  explicit DigestAuthenticator(ApiKeyCredentials credentials)
      : credentials_(std::move(credentials)), nonces_([] { return std::make_shared<Nonces>(); }) {}

  std::expected<void, Error> prepare(HttpRequest& request, AuthAttempt& attempt) override {
    if (!attempt.nonce) attempt.nonce = take_free();
    if (!attempt.nonce) {
      request.headers.remove("Authorization");  // of an attempt before: its count is used
      return {};
    }
    auto& nonce = *std::static_pointer_cast<Nonce>(attempt.nonce);
    ++nonce.count;
    NoFork const no_fork;
    request.headers.set("Authorization", header_for(request, nonce));
    return {};
  }

  Verdict note(HttpResponse const& response, AuthAttempt& attempt) override {
    auto const used = std::static_pointer_cast<Nonce>(std::exchange(attempt.nonce, nullptr));
    auto const challenge = find_challenge(response);
    if (response.status != 401 || !challenge) {
      if (used) give_back(used);
      return Verdict::give_up;
    }
    auto next = nonce_of(*challenge);
    bool const refused = used && !challenge->stale;
    if (refused || ++attempt.challenges > 2) {
      give_back(std::move(next));
      return Verdict::give_up;
    }
    // This call keeps it: left among the free ones, others could take it again and again.
    attempt.nonce = std::move(next);
    return Verdict::try_again;
  }

 private:
  // One call at a time has it, so its hash needs no lock. Fetching an algorithm from OpenSSL costs
  // more than using it: one for each nonce, and none in a thread_local, which would be gone when
  // destructors of static objects make calls.
  struct Nonce {
    Challenge challenge{};
    std::string ha1{};
    std::unique_ptr<DigestHash> hash{};
    std::string cnonce = fmt::format("{:016x}", random_number());
    std::uint32_t count = 0;
  };
  // A child of a fork gets nonces of its own, or its counts would be those of its parent.
  struct Nonces {
    std::mutex mutex{};
    std::vector<std::shared_ptr<Nonce>> free{};
  };

  std::shared_ptr<Nonce> take_free() {
    Nonces& nonces = nonces_.get();
    std::lock_guard const lock(nonces.mutex);
    if (nonces.free.empty()) return nullptr;
    auto nonce = std::move(nonces.free.back());
    nonces.free.pop_back();
    return nonce;
  }

  void give_back(std::shared_ptr<Nonce> nonce) {
    Nonces& nonces = nonces_.get();
    std::lock_guard const lock(nonces.mutex);
    if (nonces.free.size() < max_free_nonces) nonces.free.push_back(std::move(nonce));
  }

  std::shared_ptr<Nonce> nonce_of(Challenge const& challenge) const {
    NoFork const no_fork;
    auto hash = std::make_unique<DigestHash>(algorithm_of(challenge));
    std::string ha1 = hash->ha1(credentials_.public_key, challenge.realm, credentials_.private_key);
    return std::make_shared<Nonce>(
        Nonce{.challenge = challenge, .ha1 = std::move(ha1), .hash = std::move(hash)});
  }

  std::string header_for(HttpRequest const& request, Nonce const& nonce) const {
    Challenge const& challenge = nonce.challenge;
    std::string const count = fmt::format("{:08x}", nonce.count);
    DigestCredentials const parts{.username = credentials_.public_key,
                                  .realm = challenge.realm,
                                  .nonce = challenge.nonce,
                                  .uri = target_of(request.url),
                                  .response = {},
                                  .algorithm = name_of(algorithm_of(challenge)),
                                  .qop = challenge.has_qop ? "auth" : "",
                                  .nc = count,
                                  .cnonce = nonce.cnonce};
    std::string header = fmt::format("Digest username={}, realm={}, nonce={}, uri={}",
                                     quoted_string(parts.username), quoted_string(parts.realm),
                                     quoted_string(parts.nonce), quoted_string(parts.uri));
    if (challenge.names_algorithm) header += fmt::format(", algorithm={}", parts.algorithm);
    if (challenge.has_qop)
      header += fmt::format(", qop=auth, nc={}, cnonce=\"{}\"", parts.nc, parts.cnonce);
    header += fmt::format(", response=\"{}\"",
                          nonce.hash->response(nonce.ha1, parts, request.method).view());
    if (!challenge.opaque.empty()) header += ", opaque=" + quoted_string(challenge.opaque);
    return header;
  }

  ApiKeyCredentials const credentials_;
  PerProcess<Nonces> nonces_;
};

}  // namespace

std::unique_ptr<Authenticator> make_digest(ApiKeyCredentials credentials) {
  return std::make_unique<DigestAuthenticator>(std::move(credentials));
}

}  // namespace atlas::detail
