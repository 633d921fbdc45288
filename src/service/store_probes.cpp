// The schema's version: a read that every store answers at once. And a write that leaves no change.
#include "service/store_probes.hpp"

#include "store/migrate.hpp"
#include "store/organizations.hpp"

namespace orgd {

Task<StoreAnswer> ask_store(Session& session) {
  StoreAnswer answer;
  Work const read_version = [&answer](Transaction& tx) -> Task<Done> {
    answer.schema_version = co_await schema_version(tx);
    co_return Done{};
  };
  try {
    auto reading = session.read(read_version);
    if (auto const read = co_await as_result(std::move(reading)); !read)
      answer = {.failure = FailureKind::other, .message = read.error().detail};
    // Where requests are kept away because a write failed, no other write would ever be tried.
    answer.writing = !answer.failure && !session.takes_writes();
    if (answer.writing) {
      co_await session.write(store::write_trial);
      co_await session.write(store::remove_trial);
      answer.writing = false;
    }
  } catch (DatabaseError const& error) {
    answer.failure = error.kind;
    answer.message = error.what();
  } catch (std::exception const& error) {
    answer.failure = FailureKind::other;
    answer.message = error.what();
  }
  co_return answer;
}

StoreProbes::Probe LoopProbe::asking() {
  return [&loop = loop_, weak = weak_from_this()](StoreProbes::Told told) {
    loop.post([weak, told = std::move(told)] {
      auto const self = weak.lock();
      if (!self) return;
      self->question_.emplace(self->ask(told));
      self->question_->handle().resume();
    });
  };
}

Task<Done> LoopProbe::ask(StoreProbes::Told told) {
  auto answer = co_await ask_store(session_);
  told(std::move(answer));
  co_return Done{};
}

}  // namespace orgd
