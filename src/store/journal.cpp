// SQL of the audit trail and the outbox.
#include "store/journal.hpp"

namespace orgd::store {

#define ORGD_EVENT_COLUMNS                                                             \
  "org_id, event_id, project_id, type, created_at, actor_kind, actor_id, actor_name, " \
  "remote_address, target_username, target_public_key, team_id, access_list_block"
#define ORGD_MAIL_COLUMNS \
  "org_id, mail_id, created_at, recipient, kind, invitation_id, sealed_token"

Task<Done> insert_event(Transaction& tx, Event const& event) {
  tx.witness(event.org_id, event.event_id);
  co_await tx.query("INSERT INTO event (" ORGD_EVENT_COLUMNS
                    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                    event.org_id, event.event_id, event.project_id, event.type, event.created_at,
                    static_cast<int>(event.actor_kind), event.actor_id, event.actor_name,
                    event.remote_address, event.target_username, event.target_public_key,
                    event.team_id, event.access_list_block);
  co_return Done{};
}

Task<Done> insert_alike_events(Transaction& tx, std::vector<Event> const& events) {
  for (auto const& event : events) tx.witness(event.org_id, event.event_id);
  for (auto const& e : eights_of(events)) {
    Event const& all = *e[0];
    co_await tx.query(
        "INSERT INTO event (org_id, type, created_at, actor_kind, actor_id, actor_name, "
        "remote_address, target_username, target_public_key, "
        "event_id, project_id, team_id, access_list_block) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $14, $15, $16, $17), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $18, $19, $20, $21), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $22, $23, $24, $25), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $26, $27, $28, $29), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $30, $31, $32, $33), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $34, $35, $36, $37), "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $38, $39, $40, $41) ON CONFLICT DO NOTHING",
        all.org_id, all.type, all.created_at, static_cast<int>(all.actor_kind), all.actor_id,
        all.actor_name, all.remote_address, all.target_username, all.target_public_key,
        e[0]->event_id, e[0]->project_id, e[0]->team_id, e[0]->access_list_block,  //
        e[1]->event_id, e[1]->project_id, e[1]->team_id, e[1]->access_list_block,  //
        e[2]->event_id, e[2]->project_id, e[2]->team_id, e[2]->access_list_block,  //
        e[3]->event_id, e[3]->project_id, e[3]->team_id, e[3]->access_list_block,  //
        e[4]->event_id, e[4]->project_id, e[4]->team_id, e[4]->access_list_block,  //
        e[5]->event_id, e[5]->project_id, e[5]->team_id, e[5]->access_list_block,  //
        e[6]->event_id, e[6]->project_id, e[6]->team_id, e[6]->access_list_block,  //
        e[7]->event_id, e[7]->project_id, e[7]->team_id, e[7]->access_list_block);
  }
  co_return Done{};
}

Task<std::vector<Event>> list_events(Transaction& tx, std::string_view org_id, Slice slice) {
  auto const rows =
      co_await tx.query("SELECT " ORGD_EVENT_COLUMNS
                        " FROM event WHERE org_id = $1 ORDER BY event_id DESC LIMIT $2 OFFSET $3",
                        org_id, slice.limit, slice.offset);
  co_return all_of<Event>(rows);
}

Task<Done> insert_mail(Transaction& tx, Mail const& mail) {
  co_await tx.query("INSERT INTO outbox (" ORGD_MAIL_COLUMNS
                    ") VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    mail.org_id, mail.mail_id, mail.created_at, mail.recipient, mail.kind,
                    mail.invitation_id, mail.sealed_token);
  co_return Done{};
}

Task<std::vector<Mail>> list_mails(Transaction& tx, std::string_view org_id,
                                   std::string_view mail_id, std::int64_t limit) {
  auto const rows =
      co_await tx.query("SELECT " ORGD_MAIL_COLUMNS
                        " FROM outbox WHERE org_id > $1 OR (org_id = $1 AND mail_id > $2) "
                        "ORDER BY org_id, mail_id LIMIT $3",
                        org_id, mail_id, limit);
  co_return all_of<Mail>(rows);
}

}  // namespace orgd::store
