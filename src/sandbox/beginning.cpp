// A store that lives as long as it takes to write it.
#include "sandbox/beginning.hpp"

#include "async/blocking_loop.hpp"
#include "store/sqlite/single.hpp"

namespace orgd::sandbox {

Result<Moment> grown(Moment const& from, Work const& write) {
  auto const database = SingleDatabase::of(from.image.bytes());
  BlockingLoop loop;
  auto const session = database->connect(loop);
  auto const written = loop.run(session->write(write));
  if (!written) return std::unexpected(written.error());
  return Moment{Image::plain(database->image()), from.clock, from.ids};
}

}  // namespace orgd::sandbox
