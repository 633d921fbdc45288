// The arithmetic of spreading rows over organizations.
#include "orgd/seed_plan.hpp"

#include <algorithm>
#include <stdexcept>

namespace orgd {
void require_possible(SeedWanted const& wanted) {
  if (wanted.organizations < 1) throw std::runtime_error("--organizations must be at least 1");
  if (std::min(wanted.members, wanted.keys) < wanted.organizations)
    throw std::runtime_error(
        "each organization needs an owner and a key of his: --members and --keys must be at least "
        "--organizations");
}

std::int64_t SeedPlan::total(SeedPart part) const {
  switch (part) {
    case SeedPart::members:
      return wanted_.members;
    case SeedPart::projects:
      return wanted_.projects;
    case SeedPart::teams:
      return wanted_.teams;
    case SeedPart::keys:
      return wanted_.keys;
    case SeedPart::events:
      return wanted_.events;
  }
  return 0;
}

// The first organizations have one more when it does not come out even.
std::int64_t SeedPlan::first(SeedPart part, std::int64_t organization) const {
  auto const all = total(part);
  return (organization * (all / wanted_.organizations)) +
         std::min(organization, all % wanted_.organizations);
}

std::int64_t SeedPlan::count(SeedPart part, std::int64_t organization) const {
  return first(part, organization + 1) - first(part, organization);
}

std::int64_t SeedPlan::rows_of(std::int64_t organization) const {
  std::int64_t rows = 1;
  for (auto const part : seed_parts) rows += count(part, organization);
  return rows;
}

std::int64_t SeedPlan::rows() const {
  std::int64_t rows = wanted_.organizations;
  for (auto const part : seed_parts) rows += total(part);
  return rows;
}

store::Seconds SeedPlan::created_at(std::int64_t organization) {
  return seeded_from + std::chrono::seconds(organization);
}

std::string SeedPlan::id(SeedKind kind, SeedPart part, std::int64_t organization,
                         std::int64_t index) const {
  return values_.id(kind, created_at(organization), first(part, organization) + index);
}

store::OrgId SeedPlan::org_id(std::int64_t organization) const {
  return store::OrgId::of(
      values_.id(SeedKind::organization, created_at(organization), organization));
}

store::UserId SeedPlan::user_id(std::int64_t organization, std::int64_t index) const {
  return store::UserId::of(id(SeedKind::member, SeedPart::members, organization, index));
}

store::ProjectId SeedPlan::project_id(std::int64_t organization, std::int64_t index) const {
  return store::ProjectId::of(id(SeedKind::project, SeedPart::projects, organization, index));
}

store::TeamId SeedPlan::team_id(std::int64_t organization, std::int64_t index) const {
  return store::TeamId::of(id(SeedKind::team, SeedPart::teams, organization, index));
}

store::KeyId SeedPlan::key_id(std::int64_t organization, std::int64_t index) const {
  return store::KeyId::of(id(SeedKind::key, SeedPart::keys, organization, index));
}

SeedPerson SeedPlan::person(std::int64_t organization, std::int64_t index) const {
  return values_.person(first(SeedPart::members, organization) + index);
}

}  // namespace orgd
