// A text that everybody knows, sealed: only the key that sealed it opens it.
#include "orgd/key_proof.hpp"

#include <stdexcept>

#include "async/blocking_loop.hpp"
#include "store/organizations.hpp"

namespace orgd {
namespace {

using store::key_check_name;
constexpr std::string_view check_text = "orgd";

void require(Result<Done> const& result) {
  if (!result) throw std::runtime_error(result.error().detail);
}

}  // namespace

void make_store(Database& database, Vault const& vault, FirstRows const& rows,
                std::function<void()> const& last) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  std::string const sealed = vault.seal(check_text, key_check_name);
  require(loop.run(session->write([&](Transaction& tx) -> Task<Done> {
    bool const first = co_await store::insert_meta(tx, key_check_name, sealed);
    if (!first) throw std::runtime_error(store_taken_text);
    if (rows) co_await rows(tx, vault);
    if (last) last();
    co_return Done{};
  })));
}

std::optional<std::string> find_key_proof(Database& database) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  std::optional<std::string> sealed;
  require(loop.run(session->read([&sealed](Transaction& tx) -> Task<Done> {
    sealed = co_await store::find_meta(tx, key_check_name);
    co_return Done{};
  })));
  return sealed;
}

bool proves(std::string_view sealed, Vault const& vault) {
  return vault.open(sealed, key_check_name) == check_text;
}

}  // namespace orgd
