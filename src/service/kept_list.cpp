// Which answers of lists may be sent again, and for how long.
#include "service/kept_list.hpp"

#include "api/append.hpp"
#include "service/call.hpp"

namespace orgd {

// The caller is part of the name: some lists show no more than he may see.
bool answer_as_before(Call& call) {
  Exchange& exchange = call.exchange;
  auto const& org_id = call.organization.org_id;
  if (org_id.empty() || exchange.environment().options.list_cache_bytes == 0) return false;
  KeptList& wanted = exchange.keep.emplace(KeptList{.org_id = org_id});
  atlas::append(wanted.name, org_id, " ", call.caller().identity.id, " ",
                exchange.endpoint->media_type, " ");
  exchange.append_base_url(wanted.name);
  atlas::append(wanted.name, " ", exchange.request.target);
  auto const* const kept = exchange.worker.lists.find(wanted.name);
  if (!kept) return false;
  bool const stands = exchange.worker.session->unchanged(org_id, kept->moment) &&
                      kept->second.value_or(call.now()) == call.now();
  if (stands) {
    exchange.response.body = kept->body;
    exchange.keep.reset();
  } else {
    exchange.worker.lists.erase(wanted.name);
  }
  return stands;
}

void keep_for(Call& call, Lasts lasts) {
  auto& keep = call.exchange.keep;
  if (!keep) return;
  keep->moment = call.exchange.worker.session->moment();
  if (lasts == Lasts::this_second) keep->second = call.now();
  // What the store cannot tell to be unchanged would never be sent again.
  bool const can_tell = call.exchange.worker.session->unchanged(keep->org_id, keep->moment);
  if (lasts == Lasts::not_at_all || !can_tell) keep.reset();
}

}  // namespace orgd
