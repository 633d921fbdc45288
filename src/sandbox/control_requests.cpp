// What the control plane does to requests, and what it tells of them.
#include "sandbox/control_requests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <coroutine>
#include <memory>

#include "sandbox/duration.hpp"
#include "sandbox/har.hpp"
#include "service/version.hpp"

namespace orgd::sandbox::control {
namespace {

Task<FaultList> rules(ControlCall& call, ControlInput<list_faults> const&) {
  co_return FaultList{call.world->faults().list()};
}

Task<RuleView> add_rule(ControlCall& call, ControlInput<add_fault> const& input) {
  co_return call.world->faults().add(input.body);
}

Task<Done> remove_rule(ControlCall& call, ControlInput<delete_fault> const& input) {
  co_return call.world->faults().remove(input.path.id);
}

Task<Done> remove_rules(ControlCall& call, ControlInput<delete_faults> const&) {
  call.world->faults().clear();
  co_return Done{};
}

bool has_status(Entry const& entry, std::string_view wanted) {
  auto const status = fmt::to_string(entry.status);
  return wanted.ends_with("xx") ? status.size() == 3 && status[0] == wanted[0] : status == wanted;
}

void keep_wanted(Entries& entries, RequestsQuery const& query) {
  std::erase_if(entries, [&](auto const& entry) {
    return entry->number <= query.after.value_or(0) ||
           (query.before && entry->number >= *query.before) ||
           (query.status && !has_status(*entry, *query.status));
  });
  if (!query.limit || std::ssize(entries) <= *query.limit) return;
  entries.erase(entries.begin(), entries.end() - *query.limit);
}

Task<Written<RequestList>> requests(ControlCall& call, ControlInput<list_requests> const& input) {
  static constexpr std::array<std::string_view, 5> own{"world", "after", "before", "status",
                                                       "limit"};
  auto const filter = co_await call.filter(own);
  auto entries = co_await call.world->journal().query(filter);
  keep_wanted(entries, input.query);
  Written<RequestList> reply;
  write_requests(reply.text, entries, call.world->journal().dropped(filter));
  co_return reply;
}

Task<RawReply> archive(ControlCall& call, ControlInput<export_requests> const&) {
  auto const filter = co_await call.filter();
  auto const entries = co_await call.world->journal().query(filter);
  auto const dropped = call.world->journal().dropped(filter);
  RawReply reply;
  reply.text = har_of(entries, dropped, call.url_of(call.world->name()), build_version());
  co_return reply;
}

Task<Verdict> verify(ControlCall& call, ControlInput<verify_requests> const& input) {
  co_return call.world->journal().verify(input.body);
}

Task<Done> forget_requests(ControlCall& call, ControlInput<delete_requests> const&) {
  call.world->journal().clear();
  co_return Done{};
}

// Until the first of two things has happened. Outlives whoever waits, for the timer's sake.
class FirstOf {
 public:
  explicit FirstOf(Loop& loop) : loop_(loop) {}
  void happen(bool reached) {
    if (reached_) return;
    reached_ = reached;
    // Not inside what has made it happen.
    if (waiter_) loop_.post([waiter = waiter_] { waiter.resume(); });
  }
  bool has_happened() const { return reached_.has_value(); }
  bool await_ready() const noexcept { return reached_.has_value(); }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
  bool await_resume() const noexcept { return *reached_; }

 private:
  Loop& loop_;
  std::optional<bool> reached_{};
  std::coroutine_handle<> waiter_{};
};

constexpr std::chrono::minutes longest_wait{10};
constexpr std::chrono::seconds longest_timer{5};

// By short timers, for none can be taken back: what is over is let go soon, however long it could
// have lasted.
void count_down(Loop& loop, std::shared_ptr<FirstOf> const& first, std::chrono::seconds left) {
  if (first->has_happened()) return;
  if (left.count() == 0) return first->happen(false);
  auto const step = std::min(left, longest_timer);
  loop.after(step, [&loop, first, left, step] { count_down(loop, first, left - step); });
}

Result<std::chrono::seconds> patience_of(WaitQuery const& query) {
  auto const span = parse_span(query.timeout.value_or("10s"));
  if (!span || *span <= longest_wait) return span;
  return fail(Code::validation_error, "timeout must be \"10m\" at most");
}

Task<WaitView> wait(ControlCall& call, ControlInput<wait_for_requests> const& input) {
  static constexpr std::array<std::string_view, 4> own{"world", "after", "count", "timeout"};
  auto const filter = co_await call.filter(own);
  auto const patience = co_await patience_of(input.query);
  auto const count = input.query.count.value_or(1);
  auto const after = input.query.after.value_or(0);
  auto& loop = *call.worlds.ground().loop;
  auto& journal = call.world->journal();
  auto const first = std::make_shared<FirstOf>(loop);
  auto const happened = [first](bool reached) { first->happen(reached); };
  auto const ticket = co_await journal.wait(filter, count, happened, after);
  count_down(loop, first, patience);
  bool const reached = co_await *first;
  if (ticket != 0) journal.cancel(ticket);
  auto now = co_await journal.query(filter);
  std::erase_if(now, [after](auto const& entry) { return entry->number <= after; });
  co_return WaitView{
      .reached = reached, .count = std::ssize(now), .dropped = journal.dropped(filter)};
}

}  // namespace

void bind_faults(ControlTable& table) {
  table.bind<list_faults>(rules);
  table.bind<add_fault>(add_rule);
  table.bind<delete_fault>(remove_rule);
  table.bind<delete_faults>(remove_rules);
}

void bind_requests(ControlTable& table) {
  table.bind<list_requests>(requests);
  table.bind<wait_for_requests>(wait);
  table.bind<verify_requests>(verify);
  table.bind<export_requests>(archive);
  table.bind<delete_requests>(forget_requests);
}

}  // namespace orgd::sandbox::control
