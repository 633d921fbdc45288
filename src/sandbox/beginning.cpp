// A store that lives as long as it takes to write it.
#include "sandbox/beginning.hpp"

#include "async/blocking_loop.hpp"
#include "store/api_keys.hpp"
#include "store/sqlite/single.hpp"

namespace orgd::sandbox {

Result<Moment> grown(Moment const& from, Work const& write) {
  auto const database = SingleDatabase::of(from.image.bytes());
  BlockingLoop loop;
  auto const session = database->connect(loop);
  auto const written = loop.run(session->write(write));
  if (!written) return std::unexpected(written.error());
  return Moment{Image::plain(database->image()), from.clock, from.ids, from.drawn};
}

bool has_credential(Image const& image, std::string_view name) {
  auto const database = SingleDatabase::of(image.bytes());
  BlockingLoop loop;
  auto const session = database->connect(loop);
  bool found = false;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    auto const place = co_await store::find_credential_place(tx, name);
    found = place.has_value();
    co_return Done{};
  };
  return loop.run(session->read(look)) && found;
}

}  // namespace orgd::sandbox
