// An organization as the API shows it.
#pragma once

#include "service/exchange.hpp"

namespace orgd {

/// How much of an entity's links an answer carries: alone, all; in a list, only `self`.
enum class Stands : bool { alone, in_list };

/// An organization on its way into an answer: written as an atlas::Organization, none of whose
/// texts is made. Goes before its exchange.
struct ShownOrganization {
  store::OrganizationRecord record{};
  Exchange* exchange = nullptr;
  Stands stands = Stands::alone;
};
void write_json(std::string& out, ShownOrganization const& shown);
atlas::Organization reply_of(ShownOrganization const&);  ///< only a type

/// The same as a part of another answer.
atlas::Organization organization_view(Exchange& exchange, store::OrganizationRecord const& record,
                                      Stands stands);

}  // namespace orgd
