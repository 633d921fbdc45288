// Hashes the passwords of a seed where no loop waits for it.
#pragma once

#include "sandbox/seed_file.hpp"
#include "service/offload.hpp"

namespace orgd::sandbox {

/// Calls `visit` with all that may have a password: the accounts of people of the file, and people
/// of organizations.
template <class File, class Visit>
void each_with_password(File& file, Visit visit) {
  for (auto& person : file.people)
    if (person.account) visit(*person.account);
  for (auto& organization : file.organizations)
    for (auto& person : organization.people) visit(person);
}

/// Hashes each password that a file has in the clear, with a salt of its own, and goes on on
/// `loop`. One waits at a time, so that others who need the thread come in between. Throws Overload
/// when too many do.
Task<Done> hash_passwords(SeedFile& file, Offload& offload, Loop& loop);

}  // namespace orgd::sandbox
