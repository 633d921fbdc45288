// One request on its way through the pipeline of service.cpp, with what each step found out.
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/uri.hpp"
#include "atlas/types.hpp"
#include "http/http.hpp"
#include "service/caller.hpp"
#include "service/environment.hpp"
#include "service/kept_list.hpp"
#include "service/router.hpp"
#include "store/organizations.hpp"

namespace orgd {

/// The results of a list that are still to be written, each made when its turn comes.
struct Results {
  std::size_t count = 0;
  std::function<void(std::string& out, std::size_t index)> write{};
};

/// What one event loop owns.
struct Worker {
  Environment& environment;
  Loop& loop;
  std::unique_ptr<Session> session;
  LoopMetrics& metrics;
  CallerCache callers;
  ClockCache<KeptList> lists;
  DigestHash hash;
  int long_lists = 0;                ///< that are being written in turns
  std::shared_ptr<LoopProbe> probe;  ///< for whoever watches the server

  Worker(Environment& shared, Loop& at, Database& database)
      : environment(shared),
        loop(at),
        session(database.connect(at)),
        metrics(shared.loops.add(shared.router.operation_ids().size())),
        callers(metrics.callers, shared.options.caller_cache_bytes),
        lists(metrics.lists, shared.options.list_cache_bytes),
        hash(shared.options.digest_algorithm),
        probe(std::make_shared<LoopProbe>(at, *session)) {
    shared.probes.add(probe->asking());
  }
};

/// The rate limit that a request counted on.
struct RateTold {
  std::int64_t limit = 0;
  std::int64_t remaining = 0;
};

/// An access token, or that of a person's session, as a request shows it.
struct TokenCredentials {
  std::string_view place{};  ///< where it is found; a view of the request
  std::string hash{};
  bool of_session = false;
};

/// What a request says, and with what it is served. None of it depends on the store.
struct Facts {
  Worker& worker;
  Request const& request;
  Response& response;
  std::chrono::system_clock::time_point started;
  std::string request_id{};
  Session::Deadline until = Session::Deadline::max();  ///< of everything it asks the store

  std::string_view path{};                         ///< still encoded
  std::optional<DigestCredentials> credentials{};  ///< as the request has them
  std::optional<TokenCredentials> token{};         ///< instead of these
  std::string unescaped_credentials{};             ///< what they view beside the request
  bool covered = false;                            ///< they are for this request's target
  bool for_people = false;          ///< the operation is one of people alone: no key is asked for
  bool for_half_signed_in = false;  ///< of people also before their second step
  bool by_cookie = false;           ///< the token came as a cookie
  bool shows_bearer = false;  ///< the request shows a token in its own field, of whatever kind
  bool abandoned = false;     ///< the body did not come: the listener answers, or nobody
};

/// What must happen once, however often a transaction is run again.
struct Once {
  std::optional<RateLimiter::Outcome> rate{};
  std::optional<bool> nonce_fresh{};
  bool nonce_claimed = false;
  bool use_counted = false;
  std::optional<std::chrono::seconds> longest_idle{};  ///< of a person's session, until now
  bool tapped = false;                                 ///< the tap has been asked
  std::optional<std::int32_t> most_on_page{};  ///< where a tap wants smaller pages than asked for
};

/// What an operation has done to its answer beside the body.
struct Outcome {
  bool challenge = false;  ///< the answer is, or is to be, that to whoever is not authenticated
  bool secret = false;     ///< the answer shows a secret
  std::string location{};  ///< of what was created
  std::vector<std::string> cookies{};  ///< that a browser is to keep
  Results results{};  ///< that belong between the brackets of the body's last, empty list
  std::optional<KeptList> keep{};  ///< without its body, which is to be kept when it is written
};

/// What one attempt at answering finds out.
struct Attempt : Outcome {
  std::shared_ptr<Caller const> caller{};
  store::OrganizationRecord const* own = nullptr;  ///< the caller's organization, if it has one
  RouteMatch route{};
  std::span<Endpoint const> rows{};  ///< of the path and the method
  Endpoint const* endpoint = nullptr;
  std::vector<atlas::NamedText> query{};  ///< decoded
  bool envelope = false;
  bool pretty = false;
  std::optional<RateTold> rate_told{};  ///< what the answer says of the rate limit
};

struct Exchange : Facts, Once, Attempt {
  explicit Exchange(Facts facts) : Facts(std::move(facts)) {}

  Environment& environment() const { return worker.environment; }
  store::Seconds now() const { return std::chrono::floor<std::chrono::seconds>(started); }
  /// Forgets what an attempt at answering left behind.
  void start_over();
  /// The same for an attempt at an operation of a caller that is known.
  void operate_again() { static_cast<Outcome&>(*this) = {}; }
  /// Appends "https://host" of the service as this client sees it.
  void append_base_url(std::string& out) const;
  /// The absolute URL of what a row's path names.
  void append_url(std::string& out, atlas::OperationInfo const& info,
                  std::initializer_list<std::string_view> values) const;
  std::string url_of(atlas::OperationInfo const& info,
                     std::initializer_list<std::string_view> values) const {
    std::string url;
    append_url(url, info, values);
    return url;
  }
  atlas::Link self_link(atlas::OperationInfo const& info,
                        std::initializer_list<std::string_view> values) const {
    return {.href = url_of(info, values), .rel = "self"};
  }
};

/// How an answer is wrapped in an envelope.
enum class Shape : std::uint8_t { none, object, page, array };

/// Fills the rest of a response whose body is compact JSON: status, media type, envelope, pretty
/// printing.
void render(Exchange& exchange, int status, Shape shape);
/// Writes the exchange's results where they belong. A long list is written in parts that let others
/// on the loop have their turn, so this comes after the transaction.
Task<Done> write_results(Exchange& exchange);
void render_error(Exchange& exchange, atlas::ApiError const& error);
/// An answer outside the table, without version and envelope.
void render_plain(Exchange& exchange, int status, std::string json);
/// The answer to whoever is not authenticated, and the forms of it.
void render_unknown(Exchange& exchange);
void render_challenge(Exchange& exchange, bool stale);
/// The methods that a path takes.
void render_options(Exchange& exchange, std::string_view allow);

/// Step 2 without the store: whom the request says it comes from. False: the answer is there.
bool read_credentials(Exchange& exchange);
/// Text of a request for people: visible ASCII, and no more of it than helps.
std::string shown_of_request(std::string_view text);

/// Only called after every refusal that needs no body: one that nobody asks for is dropped by the
/// listener. `exchange.abandoned` when it does not come.
Task<Done> receive_body(Exchange& exchange, std::size_t limit);
/// The same where little is ever needed: REQUEST_ENTITY_TOO_LARGE beyond `limit`.
inline constexpr std::size_t short_body_bytes = 16 * 1024;
Task<Done> receive_short_body(Exchange& exchange, std::size_t limit = short_body_bytes);

/// Step 4: the path, then the method.
Result<Done> find_route(Exchange& exchange);

/// Step 5: whose bucket the routed call counts on. An organization's is for callers inside it:
/// whoever names another one, or one that does not exist, uses up his own.
RateLimit const& limit_of(Exchange const& exchange);
/// The same question for a project, which only the store can answer.
Task<bool> names_own_project(Exchange& exchange, Transaction& tx);
Result<Done> limit_rate(Exchange& exchange, RateLimit const& limit);

/// Steps 5 and 6: the query, the limit if there is one, which version answers, and whether the body
/// can be read.
Result<Done> prepare(Exchange& exchange, RateLimit const* limit);

/// Steps 2 and 3, then `go_on` with the caller as the transaction sees it; it may be called twice.
/// Who is not let in gets an answer instead.
Task<Done> authenticate(Exchange& exchange, Transaction& tx,
                        std::function<Task<Done>()> const& go_on);

}  // namespace orgd
