// Asks a store all that shows whether it is whole, and tells what is wrong.
#include "orgd/check_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "api/address.hpp"
#include "api/json_write.hpp"
#include "orgd/audit_commands.hpp"
#include "orgd/check_questions.hpp"
#include "store/store_backup.hpp"

namespace orgd {
namespace {

struct TotalView {
  std::string name{};
  std::int64_t rows = 0;
};
struct CheckView {
  std::vector<std::string> not_asked{};
  bool ok = true;
  std::vector<std::string> problems{};
  std::vector<TotalView> totals{};
};
BOOST_DESCRIBE_STRUCT(TotalView, (), (name, rows))
BOOST_DESCRIBE_STRUCT(CheckView, (), (not_asked, ok, problems, totals))

void ask(OperatorSession& session, CheckQuestion const& question, CheckView& view) {
  constexpr std::size_t shown = 3;
  session.read([&](Transaction& tx) -> Task<Done> {
    auto const rows = co_await tx.query(question.statement);
    for (std::size_t i = 0; i < std::min(rows.size(), shown); ++i)
      view.problems.push_back(fmt::format("{}: {}", question.name, rows[i].text(0)));
    if (rows.size() > shown)
      view.problems.push_back(fmt::format("{}: {} more", question.name, rows.size() - shown));
    co_return Done{};
  });
}

// Secrets that the store's key does not open belong to another store, or were damaged.
void ask_secrets(OperatorSession& session, Vault const& vault, CheckView& view) {
  session.read([&](Transaction& tx) -> Task<Done> {
    auto const rows =
        co_await tx.query("SELECT public_key, key_id, ha1_md5, ha1_sha256 FROM api_key");
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t const column : {2U, 3U})
        if (!vault.open(rows[i].text(column), rows[i].text(1)))
          view.problems.push_back(
              fmt::format("API key whose secret does not open: {}", rows[i].text(0)));
    auto const invitations = co_await tx.query(
        "SELECT mail_id, invitation_id, sealed_token FROM outbox WHERE invitation_id IS NOT NULL "
        "AND sealed_token IS NOT NULL");
    auto const passwords = co_await tx.query(
        "SELECT mail_id, mail_id, sealed_token FROM account_mail WHERE sealed_token IS NOT NULL");
    for (auto const* mails : {&invitations, &passwords})
      for (std::size_t i = 0; i < mails->size(); ++i)
        if (auto const mail = (*mails)[i]; !vault.open(mail.text(2), mail.text(1)))
          view.problems.push_back(fmt::format("mail whose link does not open: {}", mail.text(0)));
    auto const factors =
        co_await tx.query("SELECT factor_id, secret FROM factor WHERE secret IS NOT NULL");
    for (std::size_t i = 0; i < factors.size(); ++i)
      if (!vault.open(factors[i].text(1), factors[i].text(0)))
        view.problems.push_back(
            fmt::format("second factor whose secret does not open: {}", factors[i].text(0)));
    co_return Done{};
  });
}

// An entry that names no addresses is passed over, and a list without others lets everybody in.
void ask_access_lists(OperatorSession& session, CheckView& view) {
  session.read([&](Transaction& tx) -> Task<Done> {
    auto const rows = co_await tx.query("SELECT entry_id, block FROM access_list_entry");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto const block = atlas::Block::parse(rows[i].text(1));
      if (!block || block->text() != rows[i].text(1))
        view.problems.push_back(
            fmt::format("access list entry that names no addresses: {}", rows[i].text(0)));
    }
    co_return Done{};
  });
}

void count(OperatorSession& session, CheckView& view) {
  session.read([&](Transaction& tx) -> Task<Done> {
    view.totals.clear();
    for (auto const& [name, statement] : row_counts()) {
      auto const rows = co_await tx.query(statement);
      view.totals.push_back({std::string(name), rows[0].integer(0)});
    }
    co_return Done{};
  });
}

void show(CheckView const& view, Output output) {
  if (output == Output::json) {
    std::string json;
    atlas::write_json(json, view);
    return print(json);
  }
  for (auto const& total : view.totals) print(fmt::format("{:<24}{:>12}", total.name, total.rows));
  for (auto const& problem : view.problems) print(problem);
  for (auto const& name : view.not_asked)
    print(fmt::format("this database cannot be asked for: {}", name));
  if (view.ok) print("the store is sound");
}

}  // namespace

void check_store(StoreDirectory const& directory, Platform& platform, Output output) {
  CheckView view;
  if (auto const file = directory.file()) view.problems = problems_of_store_file(*file);
  OperatorSession session(directory);
  for (auto const& question : forbidden_rows()) {
    try {
      ask(session, question, view);
    } catch (DatabaseError const& failure) {
      // Not every cluster can join tables that are spread by different columns.
      if (directory.file() || failure.kind != FailureKind::other) throw;
      view.not_asked.emplace_back(question.name);
    }
  }
  ask_secrets(session, directory.vault(), view);
  ask_access_lists(session, view);
  count(session, view);
  view.ok = view.problems.empty();
  show(view, output);
  record_store_event(directory, platform, view.ok ? "STORE_CHECKED" : "STORE_FOUND_DAMAGED");
  if (!view.ok)
    throw std::runtime_error(
        "the store is not sound: restore a backup, or keep a copy of it as it is "
        "and ask for help");
}

}  // namespace orgd
