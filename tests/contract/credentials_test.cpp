// Digest credentials where the service alone can tell: what known and unknown keys cost, what
// fidelity changes, what the log says.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "async/blocking_loop.hpp"
#include "digest.hpp"
#include "in_process_platform.hpp"
#include "orgd/organization_commands.hpp"
#include "process.hpp"
#include "service/exchange.hpp"
#include "service/service.hpp"
#include "store/failing_database.hpp"

namespace orgd {
namespace {

using conformance::AnswerStyle;
using conformance::Challenge;
using conformance::KeyPair;

// A service on a store of its own, whose statements and hashes are counted.
class Counted {
 public:
  explicit Counted(ServiceOptions options)
      : descriptor_(::open(log_file().c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)) {
    log_.emplace(descriptor_, LogLevel::info, LogFormat::text);
    environment_.emplace(std::move(options), platform_, store_.vault(), *log_);
    bind_all(environment_->router);
    worker_.emplace(*environment_, loop_, database_);
  }
  ~Counted() { ::close(descriptor_); }
  Counted(Counted const&) = delete;
  Counted& operator=(Counted const&) = delete;

  KeyPair key() const { return {first_.public_key, first_.private_key}; }
  std::string org() const { return "/api/atlas/v2/orgs/" + first_.org_id; }

  /// The answer to a GET with these credentials, without what stands behind authentication.
  Response ask(std::string const& target, KeyPair const& caller, AnswerStyle const& style = {}) {
    conformance::RequestSpec const spec{.method = "GET", .target = target};
    Challenge const challenge{.realm = std::string(digest_realm),
                              .nonce = environment_->nonces.mint(),
                              .algorithm = std::string(name_of(worker_->hash.algorithm()))};
    return send(target, conformance::authorization(challenge, caller, spec, style));
  }

  Response send(std::string const& target, std::string const& authorization) {
    Request request;
    request.method = "GET";
    request.target = target;
    request.remote_address = "127.0.0.1";
    request.add_field("Authorization", authorization);
    Response response;
    Exchange exchange(Facts{.worker = *worker_,
                            .request = request,
                            .response = response,
                            .started = platform_.now(),
                            .request_id = "1"});
    exchange.path = atlas::split_target(request.target).path;
    if (!read_credentials(exchange)) return response;
    auto const nothing = []() -> Task<Done> { co_return Done{}; };
    (void)loop_.run(worker_->session->read([&](Transaction& tx) -> Task<Done> {
      co_return co_await authenticate(exchange, tx, nothing);
    }));
    return response;
  }

  std::int64_t statements_of_asking() {
    database_.set_fail_at(0);
    EXPECT_EQ(ask(org(), key()).status, 200);
    return database_.statements();
  }

  struct Cost {
    std::int64_t statements;
    std::uint64_t hashes, bytes;
    bool operator==(Cost const&) const = default;
  };
  /// What the answer to a wrong private key costs.
  Cost cost_of_refusing(std::string const& public_key) {
    database_.set_fail_at(0);
    auto const before = worker_->hash.work();
    Response const answer =
        ask(org(), {public_key, "00000000-0000-4000-8000-000000000000"}, AnswerStyle{});
    EXPECT_EQ(answer.status, 401);
    auto const after = worker_->hash.work();
    return {database_.statements(), after.hashes - before.hashes, after.bytes - before.bytes};
  }

  /// Ends the service; what it has logged.
  std::string logged() {
    worker_.reset();
    environment_.reset();
    log_.reset();
    std::ifstream in(log_file());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

 private:
  std::string log_file() const { return directory_.path() + "/log"; }

  conformance::TemporaryDirectory directory_;
  StandingPlatform platform_;
  StoreDirectory store_ = StoreDirectory::create({.path = directory_.path() + "/store"}, platform_);
  FirstCredentials first_ = make_first_organization(
      store_, platform_, {.name = "Acme", .owner_email = "owner@example.org"});
  FailingDatabase database_{store_.database()};
  BlockingLoop loop_;
  int descriptor_;
  std::optional<Log> log_;
  std::optional<Environment> environment_;
  std::optional<Worker> worker_;
};

ServiceOptions hosted(std::string const& public_url = "") {
  ServiceOptions options;
  options.fidelity = Fidelity::hosted;
  options.public_url = public_url;
  return options;
}

ServiceOptions hashing(DigestAlgorithm algorithm) {
  ServiceOptions options;
  options.digest_algorithm = algorithm;
  return options;
}

TEST(Credentials, ACallerWhoIsNotInMemoryCostsOneStatement) {
  for (auto const algorithm : {DigestAlgorithm::md5, DigestAlgorithm::sha256}) {
    Counted service(hashing(algorithm));
    EXPECT_EQ(service.statements_of_asking(), 1);
  }
}

TEST(Credentials, AKnownKeyIsRefusedAtTheCostOfAnUnknownOne) {
  for (auto const algorithm : {DigestAlgorithm::md5, DigestAlgorithm::sha256}) {
    Counted service(hashing(algorithm));
    EXPECT_EQ(service.ask(service.org(), service.key()).status, 200);
    auto const unknown = service.cost_of_refusing("zzzzzzzz");
    EXPECT_EQ(service.cost_of_refusing(service.key().public_key), unknown);
    EXPECT_EQ(service.cost_of_refusing("yyyyyyyy"), unknown);
    EXPECT_GT(unknown.hashes, 0U);
    EXPECT_EQ(service.ask(service.org(), service.key()).status, 200);
  }
}

TEST(Credentials, ALenientServerTakesAnotherUriAndSaysSoInItsLog) {
  Counted service({});
  std::string const target = service.org() + "?pretty=secret-query";
  EXPECT_EQ(service.ask(target, service.key(), {.uri = target}).status, 200);
  std::string const escaped = service.org() + "?pretty=secret%2Dquery";
  EXPECT_EQ(service.ask(target, service.key(), {.uri = escaped}).status, 200);
  EXPECT_EQ(service.ask(target, service.key(), {.uri = service.org()}).status, 200);
  EXPECT_EQ(service.ask(target, service.key(), {.uri = "b'/x'"}).status, 200);
  EXPECT_EQ(service.ask(target, {"zzzzzzzz", "x"}, {.uri = "/nobody"}).status, 401);
  std::string const name = service.key().public_key;
  std::string const path = service.org();
  std::string const log = service.logged();
  EXPECT_NE(log.find("the credentials of " + name + " are for the uri " + path +
                     ", but the target has another query"),
            std::string::npos)
      << log;
  EXPECT_NE(
      log.find("the credentials of " + name + " are for the uri b'/x', but the target is " + path),
      std::string::npos)
      << log;
  EXPECT_EQ(std::ranges::count(log, '\n'), 2) << log;
  EXPECT_EQ(log.find("query="), std::string::npos) << log;
  EXPECT_EQ(log.find("secret"), std::string::npos) << log;
}

TEST(Credentials, AHostedServerNamesBothUris) {
  Counted service(hosted());
  std::string const target = service.org() + "?name=it%27s";
  for (auto const& uri : {target, service.org() + "?name=it's", "http://h" + target})
    EXPECT_EQ(service.ask(target, service.key(), {.uri = uri}).status, 200) << uri;
  Response const answer = service.ask(target, service.key(), {.uri = service.org()});
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(answer.body.find("CREDENTIALS_FOR_OTHER_URI"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("\"parameters\":[\"" + service.org() + "\",\"" + target + "\"]"),
            std::string::npos)
      << answer.body;
  std::string const long_uri = "/" + std::string(5000, 'a') + "\xff";
  EXPECT_LT(service.ask(target, service.key(), {.uri = long_uri}).body.size(), 1500U);
  EXPECT_NE(service.ask(target, service.key(), {.uri = "/\xff"}).body.find("/%FF"),
            std::string::npos);
}

TEST(Credentials, AHostedServerKnowsThePathOfItsPublicUrl) {
  Counted service(hosted("https://h.example/cloud"));
  EXPECT_EQ(service.ask(service.org(), service.key(), {.uri = "/cloud" + service.org()}).status,
            200);
  EXPECT_EQ(service.ask(service.org(), service.key()).status, 200);
  EXPECT_EQ(service.ask(service.org(), service.key(), {.uri = "/other" + service.org()}).status,
            400);
}

TEST(Credentials, AnEmptySecondFieldIsASecondField) {
  Request request;
  request.add_field("Authorization", "");
  request.add_field("Accept", "*/*");
  request.add_field("authorization", "Digest x");
  EXPECT_EQ(request.count("Authorization"), 2U);
}

}  // namespace
}  // namespace orgd
