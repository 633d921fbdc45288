// The largest bodies that a row takes, and the first that it does not: what one request can make
// the writer do is bounded, counted in statements, and a body that is too large never gets there.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>

#include "sample.hpp"
#include "scene.hpp"

namespace contract {
namespace {

// Four each for an eight of what the longest list of a row holds, and what every write does.
constexpr int most_statements = 150;
// What a row does portion by portion may be many times that of one element.
constexpr int most_statements_of_element = 30;

// Whether each element of the body is something of its own. Then the body is too long before all
// its lists are at their largest: they are, one at a time.
bool is_of_many(Row const& row) { return row.info->id == "inviteMany"; }

bool has_lists(Shape const& shape) {
  if (shape.kind == Shape::Kind::list) return true;
  for (Shape const& part : shape.parts)
    if (!part.rule.read_only && has_lists(part)) return true;
  return false;
}

// A list of a request without a largest size, as a path; "" when there is none.
std::string unbounded(Shape const& shape, std::string const& at) {
  if (shape.kind == Shape::Kind::list && shape.rule.max_items == 0) return at;
  for (Shape const& part : shape.parts)
    if (!part.rule.read_only)
      if (auto found = unbounded(part, at + "." + part.name); !found.empty()) return found;
  return "";
}

// What the scene's key has in its access list already.
constexpr unsigned standing_entries = 2;

// A value that is another for each number, so that no two elements are the same.
std::string numbered(Shape const& shape, std::string const& like, unsigned number) {
  auto const* rule = shape.rule.text;
  if (rule == &atlas::text::ip_address)
    return fmt::format("10.1.{}.{}", number / 256, number % 256);
  if (rule == &atlas::text::cidr_block) return fmt::format("10.2.{}.0/24", number);
  if (rule == &atlas::text::tag) return fmt::format("{}{}", like, number);
  return like;
}

// The sample as JSON with every list at its largest; the list `beyond` has `more` elements than
// that.
struct Largest {
  std::vector<std::string> const& teams;
  std::vector<std::string> const& projects;
  std::vector<orgd::store::Account> const& people;
  Shape const* beyond = nullptr;
  bool of_many = false;
  unsigned more = 1;

  unsigned count_of(Shape const& list) const {
    if (&list == beyond) return list.rule.max_items + more;
    bool const whole = list.name.empty();
    bool const inside_is_beyond = beyond && !beyond->name.empty();
    if (of_many && whole == inside_is_beyond) return 1;
    return list.rule.max_items - (list.name.empty() ? standing_entries : 0U);
  }

  // An element of a list of texts, where it must be one that is known.
  std::string const* known_of(std::string_view name, unsigned number) const {
    if (name == "teamIds") return &teams.at(number % teams.size());
    if (name == "usernames") return &people.at(number % people.size()).spelling;
    return nullptr;
  }

  std::string json(Sample const& sample, unsigned number = 0, bool listed = false) const {
    Shape const& shape = *sample.shape;
    std::string inside;
    if (shape.kind == Shape::Kind::list) {
      for (unsigned i = 0; i < count_of(shape); ++i) {
        auto const* known = known_of(shape.name, i);
        inside += (i > 0 ? "," : "") +
                  (known ? json_text(*known) : json(sample.children.front(), i, true));
      }
      return "[" + inside + "]";
    }
    if (shape.kind == Shape::Kind::object) {
      for (Sample const& child : sample.children)
        inside += (inside.empty() ? "" : ",") + json_text(child.shape->name) + ":" +
                  json(child, number, listed);
      return "{" + inside + "}";
    }
    // One that stands alone is the scene's.
    if (shape.name == "id" && listed) return json_text(people.at(number % people.size()).user_id);
    if (shape.name == "teamId") return json_text(teams.at(number % teams.size()));
    if (shape.name == "groupId") return json_text(projects.at(number % projects.size()));
    if (of_many && shape.name == "username")
      return json_text(fmt::format("p{}@example.org", number));
    if (shape.kind != Shape::Kind::text) return sample.json;
    std::string_view const quoted = sample.json;
    return json_text(numbered(shape, std::string(quoted.substr(1, quoted.size() - 2)), number));
  }
};

void collect_lists(Shape const& shape, std::vector<Shape const*>& lists) {
  if (shape.kind == Shape::Kind::list) lists.push_back(&shape);
  for (Shape const& part : shape.parts)
    if (!part.rule.read_only) collect_lists(part, lists);
}

class Size : public ::testing::TestWithParam<Row> {
 protected:
  // The statements that it takes until it ends as it does when none fails.
  int statements_of(RequestSpec const& request) {
    scene_.fail_statement(0);
    scene_.try_out(request);
    return static_cast<int>(scene_.statements());
  }

  Largest largest(Row const& row, Shape const* beyond = nullptr) const {
    return {known_teams, known_projects, known_people, beyond, is_of_many(row)};
  }

  // One of its own, with as much to refer to as a request can name.
  static inline std::unique_ptr<Scene> full_scene;
  static inline std::vector<std::string> known_teams, known_projects;
  static inline std::vector<orgd::store::Account> known_people;
  static void SetUpTestSuite() {
    full_scene = std::make_unique<Scene>();
    known_teams = full_scene->add_teams(atlas::most::teams);
    known_people = full_scene->add_people(atlas::most::team_users);
    // All but a few: the organization must have room for one more.
    known_projects = full_scene->add_projects(atlas::most::projects - 5);
  }
  static void TearDownTestSuite() { full_scene.reset(); }

  // Of the first variant that has this list.
  std::string with_one_too_many(Row const& row, Shape const* list) {
    for (Variant const& variant : variants_of(row)) {
      Sample const sample = sample_of(row.body, scene_.own().texts, variant);
      Largest within = largest(row, list);
      within.more = 0;
      std::string body = largest(row, list).json(sample);
      if (body != within.json(sample)) return body;
    }
    return {};
  }

  Scene& scene_ = *full_scene;
};

TEST_P(Size, EveryListOfARequestHasALargest) {
  EXPECT_EQ(unbounded(GetParam().body, "body"), "");
  EXPECT_EQ(unbounded(GetParam().query, "query"), "");
}

TEST_P(Size, TheLargestBodyIsFewStatements) {
  Row const& row = GetParam();
  for (Variant const& variant : variants_of(row)) {
    if (!variant.succeeds) continue;
    Sample const sample = sample_of(row.body, scene_.own().texts, variant);
    RequestSpec request = scene_.request(row, variant);
    request.body = largest(row).json(sample);
    Answer const answer = scene_.try_out(request);
    EXPECT_EQ(answer.status, row.info->success) << conformance::describe(answer);
    int const most =
        is_of_many(row) ? most_statements_of_element * atlas::most::invitations : most_statements;
    EXPECT_LE(statements_of(request), most) << row.name();
    RecordProperty("statements", statements_of(request));
  }
}

TEST_P(Size, OneElementTooManyIsRefusedWithoutAStatement) {
  Row const& row = GetParam();
  std::string const before = scene_.dump();
  RequestSpec request = scene_.request(row, variants_of(row).front());
  request.body = "{";  // refused for what it is: the least that a refusal of a body can take
  int const least = statements_of(request);
  std::vector<Shape const*> lists;
  collect_lists(row.body, lists);
  for (Shape const* list : lists) {
    request.body = with_one_too_many(row, list);
    ASSERT_LT(request.body.size(), 1024U * 1024U);
    Answer const answer = scene_.send(request);
    EXPECT_EQ(fmt::format("{} {}", answer.status, code_of(answer)), "400 VALIDATION_ERROR")
        << conformance::describe(answer);
    EXPECT_TRUE(first_parameter_of(answer).ends_with(
        fmt::format("must hold at most {} elements", list->rule.max_items)))
        << first_parameter_of(answer);
    EXPECT_EQ(statements_of(request), least) << list->name;
  }
  EXPECT_EQ(scene_.dump(), before);
}

std::vector<Row> rows_with_lists() {
  std::vector<Row> rows;
  for (Row const& row : all_rows())
    if (row.has_body && has_lists(row.body)) rows.push_back(row);
  return rows;
}

INSTANTIATE_TEST_SUITE_P(Rows, Size, ::testing::ValuesIn(rows_with_lists()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
