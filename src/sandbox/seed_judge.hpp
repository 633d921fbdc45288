// Judges a completed seed by itself, part by part.
#pragma once

#include <map>

#include "api/email.hpp"
#include "sandbox/seed_findings.hpp"
#include "service/environment.hpp"
#include "store/rows.hpp"

namespace orgd::sandbox {

using SeedTexts = std::set<std::string>;

class SeedJudge {
 public:
  SeedJudge(SeedFile const& file, Limits const& limits, store::Seconds now)
      : file_(file), limits_(limits), now_(now), found_(file) {}

  SeedErrors judge() &&;

 private:
  // An organization at hand: how many of each its people are in.
  struct Inside {
    SeedOrganization const& organization;
    SeedPlace const& place;
    SeedTexts people{};
    std::map<std::string, std::int64_t> teams{};
    std::map<std::string, std::int64_t> projects{};
  };

  void judge_known(SeedKnownPerson const& person, SeedPlace const& place, SeedTexts& addresses);
  void require_own_id(std::string const& id, std::string const& key, SeedPlace const& place);
  void judge_organization(SeedOrganization const& organization, SeedPlace const& place);
  void judge_deleted(SeedOrganization const& organization, SeedPlace const& place);
  void judge_people(Inside& inside);
  void judge_person(SeedPerson const& person, SeedPlace const& place);
  void judge_standing(SeedPerson const& person, SeedPlace const& place);
  void judge_team(SeedTeam const& team, SeedPlace const& place, Inside& inside);
  void judge_key(SeedApiKey const& key, SeedPlace const& place);
  void judge_account(SeedServiceAccount const& account, SeedPlace const& place);
  void judge_access_list(std::vector<SeedAccessEntry> const& list, SeedPlace const& place);
  void judge_project(SeedProject const& project, SeedPlace const& place, Inside& inside);
  void judge_grants(SeedProject const& project, SeedPlace const& place, Inside& inside);
  void judge_subject(SeedGrant const& grant, SeedPlace const& place, SeedTexts& subjects,
                     Inside& inside);
  void judge_invitations(SeedProject const& project, SeedPlace const& place, Inside& inside);
  void either(bool one, bool other, SeedPlace const& place, std::string_view names) {
    if (one && other) found_.tell(place, "expected only one of " + std::string(names));
  }
  // Whether it is one of the organization's people.
  bool require_inside(std::string const& email, SeedPlace const& place, Inside const& inside) {
    bool const known = inside.people.contains(atlas::email_key(email));
    if (!known) found_.tell(place, "expected the address of one of the organization's people");
    return known;
  }
  // Calls with each element and its place until enough is found.
  template <class T, class Use>
  void each(std::vector<T> const& list, SeedPlace const& parent, std::string_view name, Use use) {
    SeedPlace const place{&parent, name};
    for (std::size_t i = 0; i < list.size() && !found_.is_full(); ++i)
      use(list[i], SeedPlace{&place, {}, i});
  }

  SeedFile const& file_;
  Limits const& limits_;
  store::Seconds now_;
  SeedFindings found_;
  std::map<std::string, SeedKnownPerson const*> known_{};
  std::map<std::string, std::string> address_of_id_{};
  std::map<std::string, std::int64_t> organizations_of_{};
  SeedTexts organizations_{}, teams_{}, projects_{}, invitations_{}, keys_{}, credentials_{};
};

}  // namespace orgd::sandbox
