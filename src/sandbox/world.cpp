// A world at rest costs its image; what an open one needs beside the store is made when it opens.
// Going back to an earlier moment is closing and taking that moment's image: caches, nonces and
// rate limits of what is gone go with it.
#include "sandbox/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "api/uri.hpp"
#include "sandbox/seed_values.hpp"
#include "sandbox/world_files.hpp"
#include "service/expiry.hpp"
#include "service/service.hpp"
#include "store/sqlite/single.hpp"

namespace orgd::sandbox {
namespace {

constexpr std::chrono::seconds between_keeping_up{10};

World::Instant machine_now() { return std::chrono::steady_clock::now(); }

// Of work on a database that never waits.
Result<Done> finish_at_once(Task<Done> task) {
  task.handle().resume();
  return task.take();
}

}  // namespace

// Sessions go before the database, and what has them in its hands before these.
class World::Open {
 public:
  Open(World& world, Image const& image)
      : database_(SingleDatabase::of(image.bytes())),
        platform(world.ground_.machine, world.clock_, world.id_seed_, world.drawn_),
        environment(world.ground_.options, platform, world.ground_.vault, world.ground_.log),
        session(database_->connect(*world.ground_.loop)) {
    bind_all(environment.router);
    environment.tap = &world.interference_.tap();
    environment.offload = world.ground_.offload;
    environment.ids.go_on_from(world.ids_);
    handler = make_service(environment, *database_)(*world.ground_.loop);
    auto const look = [](Transaction&) -> Task<Done> { co_return Done{}; };
    (void)finish_at_once(session->read(look));
    opened_at_ = session->moment();
  }

  bool untouched() const { return session->unchanged({}, opened_at_); }
  std::string image() const { return database_->image(); }

 private:
  std::unique_ptr<SingleDatabase> database_;

 public:
  WorldPlatform platform;
  Environment environment;
  std::unique_ptr<Session> session;
  Handler handler{};

 private:
  std::uint64_t opened_at_ = 0;
};

World::World(Ground const& ground, std::string name, WorldState state)
    : ground_(ground),
      name_(std::move(name)),
      id_seed_(state.id_seed),
      clock_(ground.machine),
      interference_(clock_, faults_, journal_, ground.loop,
                    {.keep = std::bind_front(&World::image_before, this),
                     .show = std::bind_front(&World::read_stale, this)}),
      seed_(std::move(state.seed)),
      snapshots_(std::move(state.snapshots)),
      last_used_(machine_now()) {
  become(state.now);
}

World::~World() = default;

std::shared_ptr<World::Open> World::use() {
  if (!open_) open_ = std::make_shared<Open>(*this, image_);
  saved_ = false;
  last_used_ = machine_now();
  return open_;
}

// Time may have passed while it was closed.
Task<std::shared_ptr<World::Open>> World::use_kept_up() {
  bool const opens = !open_;
  auto open = use();
  if (opens) co_await keep_up();
  co_return open;
}

Task<Done> World::handle(Request& request, Response& response) {
  auto const self = shared_from_this();
  auto open = co_await use_kept_up();
  if (auto before = open_before_change(request)) open = std::move(before);
  co_await open->handler(request, response);
  saved_ = false;
  last_used_ = machine_now();
  co_return Done{};
}

Task<Done> World::handle_untapped(Request& request, Response& response) {
  auto const unseen = interference_.overlook(request);
  co_return co_await handle(request, response);
}

Task<Done> World::read(Work work) {
  auto const open = co_await use_kept_up();
  co_return co_await open->session->read(std::move(work));
}

Task<Done> World::write(Work work) {
  auto const open = co_await use_kept_up();
  co_return co_await open->session->write(std::move(work));
}

Task<Done> World::add_seed(std::function<Work(std::uint64_t)> writing) {
  auto work = writing(number_of_added_seed(id_seed_, seeds_ + 1));
  co_await write(std::move(work));
  ++seeds_;
  co_return Done{};
}

Task<Done> World::keep_up() {
  auto const open = use();
  last_kept_up_ = machine_now();
  co_await open->environment.usage.flush(*open->session);
  co_await open->environment.session_usage.flush(
      *open->session, std::chrono::floor<std::chrono::seconds>(open->platform.now()));
  for (bool more = true; more;)
    more = co_await keep_up_with_expiry(*open->session, open->environment);
  co_return Done{};
}

Task<Done> World::open_anew() {
  auto const now = co_await moment();
  become(now);
  co_return Done{};
}

Task<Moment> World::moment() {
  if (!open_) co_return Moment{image_, clock_.state(), ids_, drawn_, seeds_};
  auto const open = open_;
  co_await open->environment.usage.flush(*open->session);
  co_await open->environment.session_usage.flush(
      *open->session, std::chrono::floor<std::chrono::seconds>(open->platform.now()));
  co_return Moment{image_of(*open), clock_.state(), open->environment.ids.place(),
                   open->platform.drawn(), seeds_};
}

Image World::image_of(Open const& open) const {
  return open.untouched() ? image_ : Image::plain(open.image());
}

// False for that of a request which was under way when the world went back.
bool World::is_served_by(Environment const& environment) const {
  return open_ && &open_->environment == &environment;
}

std::optional<Image> World::image_before(Environment const& change) const {
  if (!is_served_by(change)) return std::nullopt;
  return image_of(*open_);
}

bool World::is_as_it_began() const {
  bool const unwritten = image_.shares(seed_.image) && (!open_ || open_->untouched());
  return unwritten && clock_.state() == seed_.clock && faults_.empty() && snapshots_.empty();
}

void World::read_stale(Environment const& change, PastView view) {
  if (!is_served_by(change)) return;
  end_stale_reads();
  if (stale_.size() >= most_stale) stale_.erase(stale_.begin());
  auto const until = clock_.now() + view.span;
  stale_.push_back({.view = std::move(view), .until = until});
}

// Those whose time or whose rule is gone: asked where they are used, so that it makes no difference
// by which way a rule went, nor whether its change was still under way then.
void World::end_stale_reads() {
  std::erase_if(stale_, [this, now = clock_.now()](Stale const& stale) {
    return stale.until <= now || !faults_.has(stale.view.rule_id);
  });
}

// That of the oldest change which the request's path reads: what came after is not seen either.
std::shared_ptr<World::Open> World::open_before_change(Request const& request) {
  end_stale_reads();
  if (request.method != "GET" && request.method != "HEAD") return nullptr;
  auto const path = atlas::split_target(request.target).path;
  auto const found = std::ranges::find_if(
      stale_, [path](Stale const& stale) { return stale.view.object.is_read_at(path); });
  if (found == stale_.end()) return nullptr;
  if (!found->open) found->open = std::make_shared<Open>(*this, found->view.before);
  return found->open;
}

void World::become(Moment const& moment) {
  open_.reset();
  stale_.clear();
  image_ = moment.image;
  ids_ = moment.ids;
  drawn_ = moment.drawn;
  seeds_ = moment.seeds;
  clock_.restore(moment.clock);
}

void World::write_to_files(Moment now) {
  saved_ = true;
  if (!ground_.files) return;
  WorldState const state{id_seed_, seed_, std::move(now), snapshots_};
  try {
    ground_.files->write(name_, state);
  } catch (std::exception const& failure) {
    saved_ = false;
    ground_.log.message(LogLevel::error,
                        fmt::format("the world {} is in memory alone: {}", name_, failure.what()));
  }
}

Task<Done> World::save() {
  if (saved_) co_return Done{};
  auto now = co_await moment();
  write_to_files(std::move(now));
  co_return Done{};
}

void World::reset() {
  become(seed_);
  write_to_files(seed_);
}

Task<Done> World::tend(Instant now) {
  if (!open_) co_return Done{};
  bool const idle = open_.use_count() == 1 && now - last_used_ >= patience;
  // One at each time: others wait as long as it takes.
  if (idle && pack_a_snapshot()) co_return Done{};
  if (idle) co_return co_await rest();
  if (now - last_kept_up_ < between_keeping_up) co_return Done{};
  auto const used = last_used_;
  co_await keep_up();
  last_used_ = used;
  co_return Done{};
}

Task<Done> World::rest() {
  auto const now = co_await moment();
  image_ = now.image;
  if (!image_.shares(seed_.image)) image_.pack();
  ids_ = now.ids;
  drawn_ = now.drawn;
  open_.reset();
  end_stale_reads();
  for (auto& stale : stale_) stale.open.reset();
  write_to_files(now);
  co_return Done{};
}

std::size_t World::memory_at_rest() const {
  auto const own = [this](Image const& image) {
    return image.shares(seed_.image) ? std::size_t{} : image.memory();
  };
  std::size_t sum = own(image_);
  for (auto const& stale : stale_) sum += own(stale.view.before);
  for (auto const& [name, moment] : snapshots_) sum += own(moment.image);
  return sum;
}

}  // namespace orgd::sandbox
