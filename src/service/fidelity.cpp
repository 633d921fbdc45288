// Prints the differences, and what is deprecated, as tables for people.
#include "service/fidelity.hpp"

#include <fmt/format.h>

#include "api/media_type.hpp"
#include "api/successor.hpp"
#include "atlas/operations.hpp"

namespace orgd {
namespace {

constexpr std::string_view fidelity_head =
    R"(# Fidelity

This file is derived from the differences in `src/service/fidelity.hpp` and from the operations
table; a test compares them.

With `--fidelity=lenient`, the default, a server does what clients need. With `--fidelity=hosted` it
also does what the hosted service does and clients suffer from, so that a client which passes here
passes there. Each difference has a conformance case of the theme `fidelity`, which shows both
sides.

The limits of counts (`max_...`) have the hosted service's values by default, whatever the fidelity.
)";

constexpr std::string_view deprecated_head =
    R"(
## What is deprecated

Everything that has a later version, and the operations whose place another one took. All of them
are served on, before and after the day that `Sunset` names ({}).

| Operation | Version | Deprecated since | Successor |
|---|---|---|---|
)";

std::string deprecated_rows() {
  std::string text;
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    auto const* const successor = atlas::successor_of(Row.info);
    if (!successor) return;
    text += fmt::format("| `{}` | {} | {} | `{}` of {} |\n", Row.info.id,
                        atlas::date_of(Row.info.version),
                        atlas::date_of(atlas::deprecated_since(Row.info, *successor)),
                        successor->id, atlas::date_of(successor->version));
  });
  return text;
}

}  // namespace

std::string fidelity_document() {
  std::string text(fidelity_head);
  text += "\n## Differences\n\n| What | `lenient` | `hosted` | Case |\n|---|---|---|---|\n";
  for (DifferenceRow const& row : differences)
    text +=
        fmt::format("| {} | {} | {} | {} |\n", row.about, row.lenient, row.hosted, row.shown_by);
  return text + fmt::format(deprecated_head, atlas::date_of(atlas::sunset)) + deprecated_rows();
}

}  // namespace orgd
