// Walks the rows and their types.
#include "cli/operation_commands.hpp"

#include <algorithm>
#include <type_traits>

#include "api/member_rules.hpp"
#include "api/uri.hpp"
#include "atlas/operations.hpp"
#include "cli/spelling.hpp"

namespace orgctl {
namespace {

using Keys = std::vector<std::string>;

template <class T>
struct Shape {
  using Type = T;
  static constexpr bool optional = false;
  static constexpr bool nullable = false;
};
template <class T>
struct Shape<std::optional<T>> {
  using Type = T;
  static constexpr bool optional = true;
  static constexpr bool nullable = false;
};
template <class T>
struct Shape<atlas::OptionalList<T>> : Shape<std::optional<std::vector<T>>> {};
template <class T>
struct Shape<atlas::Nullable<T>> {
  using Type = T;
  static constexpr bool optional = true;
  static constexpr bool nullable = true;
};

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_page = false;
template <class T>
inline constexpr bool is_page<atlas::Page<T>> = true;

template <class T>
constexpr ValueKind kind_of() {
  if constexpr (std::is_same_v<T, bool>)
    return ValueKind::boolean;
  else if constexpr (std::is_integral_v<T>)
    return ValueKind::integer;
  else if constexpr (std::is_same_v<T, std::vector<std::string>> ||
                     std::is_same_v<T, std::vector<atlas::Role>>)
    return ValueKind::texts;
  else if constexpr (atlas::Described<T> || is_list<T>)
    return ValueKind::json;
  else
    return ValueKind::text;
}

template <class T>
void add_options(std::vector<Option>& options, Part part, Keys const& before,
                 bool may_be_required) {
  boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
    using Member = Shape<atlas::MemberOf<T, D>>;
    using Value = typename Member::Type;
    static constexpr atlas::FieldRule rule = atlas::detail::rule_of<T>(D::name);
    // A query has defaults for all but texts.
    constexpr bool defaulted = !std::is_same_v<Value, std::string>;
    if (part == Part::body && rule.read_only) return;
    Keys keys = before;
    keys.emplace_back(atlas::wire_name_of<D>());
    bool const required =
        may_be_required && !Member::optional && !(part == Part::query && defaulted);
    if constexpr (atlas::Described<Value>) add_options<Value>(options, part, keys, required);
    if (!atlas::Described<Value> || Member::nullable)
      options.push_back(
          {option_name(keys), part, keys, kind_of<Value>(), required, Member::nullable, rule});
  });
}

// Leaves that fit into one cell; links are for programs.
template <class T>
void add_columns(std::vector<std::string>& columns, std::string const& before) {
  boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
    using Value = typename Shape<atlas::MemberOf<T, D>>::Type;
    std::string const name = before + std::string(atlas::wire_name_of<D>());
    if constexpr (std::is_same_v<Value, std::vector<atlas::Link>>)
      return;
    else if constexpr (atlas::Described<Value>)
      add_columns<Value>(columns, name + ".");
    else
      columns.push_back(name);
  });
}

template <class T>
struct ItemOf {
  using Type = T;
};
template <class T>
struct ItemOf<std::vector<T>> {
  using Type = T;
};
template <class T>
struct ItemOf<atlas::Page<T>> {
  using Type = T;
};

template <auto const& Row>
Form form_of() {
  using Op = std::remove_cvref_t<decltype(Row)>;
  using Body = typename Op::Body;
  Form form{.info = &Row.info,
            .options = {},
            .takes_body = !std::is_same_v<Body, atlas::NoBody>,
            .body_is_list = is_list<Body>,
            .answers_pages = is_page<typename Op::Reply>,
            .columns = {}};
  add_options<typename Op::Path>(form.options, Part::path, {}, true);
  add_options<typename ItemOf<Body>::Type>(form.options, Part::body, {}, true);
  add_options<typename Op::Query>(form.options, Part::query, {}, true);
  using Item = typename ItemOf<typename Op::Reply>::Type;
  if constexpr (atlas::Described<Item>) add_columns<Item>(form.columns, "");
  // What a row is known by comes first.
  std::ranges::stable_partition(form.columns, [](std::string_view name) { return name == "id"; });
  return form;
}

std::vector<OperationCommand> make_commands() {
  std::vector<OperationCommand> commands;
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    auto const words = command_words(Row.info);
    auto at = std::ranges::find(commands, words, &OperationCommand::words);
    if (at == commands.end()) at = commands.insert(at, {.words = words, .forms = {}});
    at->forms.push_back(form_of<Row>());
  });
  return commands;
}

}  // namespace

Option const* Form::find(std::string_view name) const {
  auto const at = std::ranges::find(options, name, &Option::name);
  return at == options.end() ? nullptr : &*at;
}

std::vector<OperationCommand> const& operation_commands() {
  static std::vector<OperationCommand> const commands = make_commands();
  return commands;
}

OperationCommand const* find_command(std::vector<std::string> const& words) {
  auto const& commands = operation_commands();
  auto const at = std::ranges::find(commands, words, &OperationCommand::words);
  return at == commands.end() ? nullptr : &*at;
}

Form const* list_of(std::string_view option) {
  auto const collection_of = [](std::string_view path) {
    auto const segments = atlas::segments_of(path);
    return final_place(path).empty() ? segments.back() : segments[segments.size() - 2];
  };
  for (auto const& command : operation_commands()) {
    auto const path = command.forms.front().info->path;
    if (final_place(path).empty() || option_name(final_place(path)) != option) continue;
    for (auto const& other : operation_commands())
      for (Form const& form : other.forms)
        if (form.info->method == atlas::Method::get && final_place(form.info->path).empty() &&
            collection_of(form.info->path) == collection_of(path))
          return &form;
  }
  return nullptr;
}

}  // namespace orgctl
