// Words and numbers with spaces between them: a list of numbers begins with how many there are, so
// that a program with more purposes or kinds reads what one with fewer has written.
#include "sandbox/world_text.hpp"

#include <sstream>

namespace orgd::sandbox {
namespace {

constexpr std::string_view first_words = "orgd-sandbox-world 1";

template <class Duration>
std::int64_t ticks_of(Duration const& duration) {
  return std::int64_t{duration.count()};
}

void put_moment(std::ostream& out, Moment const& moment, ImagePlace const& place) {
  auto const& clock = moment.clock;
  bool const stands = clock.mode == WorldClock::Mode::frozen;
  out << place.number << ' ' << place.unpacked_size << ' ' << place.check << ' ' << place.schema;
  out << ' ' << (stands ? "frozen" : "real") << ' ' << ticks_of(clock.ahead) << ' '
      << ticks_of(clock.frozen.time_since_epoch()) << ' ' << moment.seeds;
  out << ' ' << moment.drawn.size();
  for (auto const drawn : moment.drawn) out << ' ' << drawn;
  out << ' ' << moment.ids.size();
  for (auto const& count : moment.ids) out << ' ' << count.second << ' ' << count.next;
  out << '\n';
}

// More than there are of them here are those of a newer program.
std::size_t take_size(std::istream& in, std::size_t most) {
  std::size_t size = 0;
  in >> size;
  if (size > most) in.setstate(std::ios::failbit);
  return in ? size : 0;
}

Moment take_moment(std::istream& in, std::function<Image(ImagePlace const&)> const& image_at) {
  Moment moment;
  ImagePlace place;
  std::string mode;
  std::int64_t ahead = 0;
  std::int64_t frozen = 0;
  in >> place.number >> place.unpacked_size >> place.check >> place.schema;
  in >> mode >> ahead >> frozen >> moment.seeds;
  auto const purposes = take_size(in, moment.drawn.size());
  for (std::size_t i = 0; i < purposes; ++i) in >> moment.drawn.at(i);
  auto const kinds = take_size(in, moment.ids.size());
  for (std::size_t i = 0; i < kinds; ++i) in >> moment.ids.at(i).second >> moment.ids.at(i).next;
  if (!in) return moment;
  auto& clock = moment.clock;
  clock.mode = mode == "frozen" ? WorldClock::Mode::frozen : WorldClock::Mode::real;
  clock.ahead = WorldClock::Span(ahead);
  clock.frozen = WorldClock::Time(WorldClock::Span(frozen));
  moment.image = image_at(place);
  return moment;
}

}  // namespace

std::string write_world_text(WorldState const& state, std::string_view mark,
                             std::function<ImagePlace(Image const&)> const& place_of) {
  std::ostringstream out;
  out << first_words << "\nkey " << mark << "\nidSeed " << state.id_seed << '\n';
  auto const put = [&](Moment const& moment) { put_moment(out, moment, place_of(moment.image)); };
  out << "seed ";
  put(state.seed);
  out << "now ";
  put(state.now);
  for (auto const& [name, moment] : state.snapshots) {
    out << "snapshot " << name << ' ';
    put(moment);
  }
  out << "end\n";
  return std::move(out).str();
}

std::expected<WorldState, std::string> read_world_text(
    std::string_view text, std::string_view mark,
    std::function<Image(ImagePlace const&)> const& image_at) {
  if (!text.starts_with(first_words))
    return std::unexpected("is no world of a sandbox: move it elsewhere");
  std::istringstream in{std::string(text.substr(first_words.size()))};
  WorldState state;
  std::string word;
  std::string key;
  in >> word >> key;
  if (word == "key" && key != mark)
    return std::unexpected("was written with another key: bring back the key file of its time");
  while (in >> word && word != "end") {
    if (word == "idSeed")
      in >> state.id_seed;
    else if (word == "seed")
      state.seed = take_moment(in, image_at);
    else if (word == "now")
      state.now = take_moment(in, image_at);
    else if (word == "snapshot" && in >> word)
      state.snapshots.insert_or_assign(word, take_moment(in, image_at));
    else
      in.setstate(std::ios::failbit);
  }
  bool const whole = word == "end" && state.seed.image.memory() > 0 && state.now.image.memory() > 0;
  if (!in || !whole)
    return std::unexpected("is damaged, or of a newer orgd: remove it to begin its world anew");
  return state;
}

}  // namespace orgd::sandbox
