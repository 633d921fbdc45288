// What the control plane does with worlds: making, seeding, keeping, coming back, and time.
#include "sandbox/control_worlds.hpp"

#include "sandbox/beginning.hpp"
#include "sandbox/duration.hpp"
#include "sandbox/seed_export.hpp"
#include "sandbox/seed_writer.hpp"

namespace orgd::sandbox::control {
namespace {

ClockView view_of(WorldClock& clock) {
  bool const stands = clock.mode() == WorldClock::Mode::frozen;
  return {.mode = stands ? "frozen" : "real",
          .at = std::chrono::floor<std::chrono::seconds>(clock.now())};
}

WorldView view_of(ControlCall const& call, World& world) {
  return {.name = world.name(),
          .base_url = call.url_of(world.name()),
          .id_seed = static_cast<std::int64_t>(world.id_seed()),
          .clock = view_of(world.clock()),
          .snapshots = world.snapshots()};
}

Work writing(std::shared_ptr<SeedFile const> const& file, Ground const& ground, WorldClock& clock,
             std::uint64_t number) {
  SeedContext const context{.vault = ground.vault,
                            .limits = ground.options.limits,
                            .now = std::chrono::floor<std::chrono::seconds>(clock.now()),
                            .id_seed = number};
  return [file, context](Transaction& tx) { return write_seed(tx, *file, context); };
}

Result<Beginning> beginning_of(ControlCall const& call, ControlInput<make_world> const& input) {
  auto const& wanted = input.body;
  auto const& ground = call.worlds.ground();
  Beginning begins = call.worlds.beginning();
  if (wanted.id_seed) begins.id_seed = static_cast<std::uint64_t>(*wanted.id_seed);
  WorldClock clock(ground.machine);
  clock.restore(begins.moment.clock);
  if (wanted.clock)
    if (auto set = move_clock(clock, *wanted.clock); !set) return std::unexpected(set.error());
  begins.moment.clock = clock.state();
  if (!input.seed) return begins;
  Moment const empty{.image = ground.empty, .clock = begins.moment.clock};
  auto seeded = grown(empty, writing(input.seed, ground, clock, begins.id_seed));
  if (!seeded) return std::unexpected(seeded.error());
  begins.moment = std::move(*seeded);
  return begins;
}

Task<WorldList> list(ControlCall& call, ControlInput<list_worlds> const&) {
  WorldList all;
  for (auto const& name : call.worlds.names()) {
    auto const world = co_await call.worlds.find(name);
    all.worlds.push_back(view_of(call, *world));
  }
  co_return all;
}

Task<WorldView> make(ControlCall& call, ControlInput<make_world> const& input) {
  auto begins = co_await beginning_of(call, input);
  auto const made = co_await call.worlds.make(input.path.name, std::move(begins));
  co_return view_of(call, *made);
}

Task<Done> remove(ControlCall& call, ControlInput<delete_world> const& input) {
  co_return call.worlds.remove(input.path.name);
}

Task<Done> reset(ControlCall& call, ControlInput<reset_world> const&) {
  call.world->reset();
  co_return Done{};
}

Task<Done> seed(ControlCall& call, ControlInput<add_seed> const& input) {
  auto& clock = call.world->clock();
  auto const work = [&](std::uint64_t number) {
    return writing(input.seed, call.worlds.ground(), clock, number);
  };
  co_return co_await call.world->add_seed(work);
}

Task<RawReply> give_seed(ControlCall& call, ControlInput<export_seed> const& input) {
  SeedFile file;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    file = co_await sandbox::export_seed(tx, call.worlds.ground().vault);
    co_return Done{};
  };
  co_await call.world->read(look);
  bool const yaml = input.query.format.value_or("json") == "yaml";
  if (yaml) co_return RawReply{.media_type = "application/yaml", .text = to_yaml(file)};
  co_return RawReply{.text = to_json(file)};
}

Task<Done> keep(ControlCall& call, ControlInput<take_snapshot> const& input) {
  co_return co_await call.world->take_snapshot(input.path.name);
}

Task<Done> restore(ControlCall& call, ControlInput<restore_snapshot> const& input) {
  co_return call.world->restore_snapshot(input.path.name);
}

Task<Done> forget(ControlCall& call, ControlInput<delete_snapshot> const& input) {
  co_return call.world->drop_snapshot(input.path.name);
}

Task<ClockView> show_clock(ControlCall& call, ControlInput<get_clock> const&) {
  co_return view_of(call.world->clock());
}

Task<ClockView> change_clock(ControlCall& call, ControlInput<set_clock> const& input) {
  auto const before = call.world->clock().now();
  co_await move_clock(call.world->clock(), input.body);
  if (call.world->clock().now() < before) co_await call.world->open_anew();
  co_await call.world->keep_up();
  co_return view_of(call.world->clock());
}

}  // namespace

Result<Done> move_clock(WorldClock& clock, ClockRequest const& wanted) {
  auto const span = wanted.advance ? parse_span(*wanted.advance) : Result<std::chrono::seconds>();
  if (!span) return std::unexpected(span.error());
  // In seconds, of which a clock's finer ones hold but some centuries.
  constexpr auto first = std::chrono::floor<std::chrono::seconds>(WorldClock::earliest);
  constexpr auto last = std::chrono::floor<std::chrono::seconds>(WorldClock::latest);
  auto const from = wanted.at.value_or(std::chrono::floor<std::chrono::seconds>(clock.now()));
  if (from < first || from > last || *span > last - from)
    return fail(Code::validation_error,
                "at and advance must lead to a time from 1970-01-01T00:00:00Z to "
                "2099-12-31T23:59:59Z");
  if (wanted.at) clock.set(from);
  clock.advance(*span);
  if (wanted.mode == "frozen") clock.freeze();
  if (wanted.mode == "real") clock.run();
  return Done{};
}

void bind_worlds(ControlTable& table) {
  table.bind<list_worlds>(list);
  table.bind<make_world>(make);
  table.bind<delete_world>(remove);
  table.bind<reset_world>(reset);
  table.bind<add_seed>(seed);
  table.bind<export_seed>(give_seed);
  table.bind<take_snapshot>(keep);
  table.bind<restore_snapshot>(restore);
  table.bind<delete_snapshot>(forget);
  table.bind<get_clock>(show_clock);
  table.bind<set_clock>(change_clock);
}

}  // namespace orgd::sandbox::control
