// What several structs of a seed file hold, and the texts that no request has.
#pragma once

#include "sandbox/fields.hpp"

namespace orgd::sandbox {

using atlas::Date;
using atlas::Role;

/// Texts of a seed that no request has.
namespace seed_text {
extern atlas::TextRule const state;
extern atlas::TextRule const public_key;   ///< what Digest can carry as a name
extern atlas::TextRule const private_key;  ///< a key's or a service account's
extern atlas::TextRule const tail;         ///< what of a secret may be shown
extern atlas::TextRule const token;        ///< of an invitation's link
extern atlas::TextRule const hash;         ///< 64 hexadecimal digits
extern atlas::TextRule const md5;          ///< 32 hexadecimal digits
extern atlas::TextRule const password_hash;
extern atlas::TextRule const limit;  ///< the name of one that the service knows
}  // namespace seed_text

}  // namespace orgd::sandbox

// What several structs hold.
#define ORGD_SEED_ID_FIELD \
  (id, "its id; without it one by its place", .text = &atlas::text::object_id)
#define ORGD_SEED_CREATED_FIELD (created_at, "when it was made; without it now")
#define ORGD_SEED_EMAIL_FIELD (email, "the person's e-mail address", .text = &atlas::text::email)
#define ORGD_SEED_PASSWORD_FIELDS                                                \
  (password, "the password in the clear", .text = &atlas::text::password),       \
      (password_hash, "the password as it is stored, in place of the clear one", \
       .text = &seed_text::password_hash)
#define ORGD_SEED_INVITATION_FIELDS                                             \
  (invited_at, "when the person was invited; without it now"),                  \
      (expires_at, "when it ends unanswered; without it after 30 days"),        \
      (inviter, "who invited: an address, or an API key's public key"),         \
      (token, "the token of the invitation's link", .text = &seed_text::token), \
      (token_hash, "the token as it is stored, in place of the clear one",      \
       .text = &seed_text::hash)
#define ORGD_SEED_ORG_ROLES_FIELD                                      \
  (roles, "roles in the organization", .text = &atlas::text::org_role, \
   .max_items = atlas::most::roles)
#define ORGD_SEED_GROUP_ROLES_FIELD                                                    \
  (roles, "roles on the project", .text = &atlas::text::group_role, .non_empty = true, \
   .max_items = atlas::most::roles)
