// Each operation is printed once it has lost its types; what follows works on its texts.
#include "api/sdk_sources.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "api/media_type.hpp"
#include "api/openapi_head.hpp"
#include "api/schema.hpp"
#include "atlas/operations.hpp"

namespace atlas {
namespace {

constexpr std::size_t line_width = 100;

// The one method that is written by hand: it is no operation.
constexpr std::string_view waiting_class = "OrganizationsApi";
constexpr std::string_view waiting_method = R"(
  /// Waits until a pending invitation is accepted, and returns the new member. An invitation that
  /// goes without that, rejected, cancelled or expired, is 404 INVALID_INVITATION_ID. For callers
  /// with: ORG_OWNER.
  Response<OrgUserResponse> wait_until_accepted(std::string const& org_id,
                                                std::string const& invitation_id,
                                                WaitOptions const& options = {}) const;
)";

// The type as code in the namespace names it.
template <class T>
std::string type_name = std::string(detail::struct_name<T>());
template <class T>
std::string type_name<Page<T>> = "Page<" + type_name<T> + ">";
template <class T>
std::string type_name<std::vector<T>> = "std::vector<" + type_name<T> + ">";

// "create_api_key" of ops::create_api_key.
template <auto const& Row>
constexpr std::string_view row_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(0, name.find_last_not_of("];") + 1);
  name = name.substr(name.find("Row = "));
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind("::") + 2);
}

struct MethodText {
  std::string name{};
  OperationInfo const* info = nullptr;
  std::vector<std::string> places{};  ///< names of the path's parameters
  std::string query{};                ///< its type
  std::string body{};                 ///< its type, or ""
  std::string reply{};                ///< its type
  std::string item{};                 ///< type of a page's results, or ""
};

template <class Reply>
std::string item_of(Reply const&) {
  return "";
}
template <class T>
std::string item_of(Page<T> const&) {
  return type_name<T>;
}

template <auto const& Row>
MethodText method_text() {
  using Op = std::remove_cvref_t<decltype(Row)>;
  MethodText method{.name = std::string(row_name<Row>()),
                    .info = &Row.info,
                    .query = type_name<typename Op::Query>,
                    .reply = type_name<typename Op::Reply>,
                    .item = item_of(typename Op::Reply{})};
  if constexpr (!std::is_same_v<typename Op::Body, NoBody>)
    method.body = type_name<typename Op::Body>;
  boost::mp11::mp_for_each<MembersOf<typename Op::Path>>(
      [&]<class D>(D) { method.places.emplace_back(D::name); });
  return method;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// The words in lines, the first behind `first`, the others behind `rest`.
std::string filled(std::string first, std::string_view rest,
                   std::vector<std::string> const& words) {
  std::string text;
  std::string line = std::move(first);
  bool fresh = true;
  for (auto const& word : words) {
    if (!fresh && line.size() + 1 + word.size() > line_width) {
      text += line + "\n";
      line = rest;
      fresh = true;
    }
    if (!fresh) line += ' ';
    line += word;
    fresh = false;
  }
  return text + line + "\n";
}

std::string comment(std::string_view text) { return filled("  /// ", "  /// ", words_of(text)); }

// "400 A, B; 404 C", what the path names among them.
std::string errors_of(OperationInfo const& info) {
  CodeSet codes = own_codes(info);
  if (info.scope != Scope::none && info.scope != Scope::own_org)
    codes = codes.with(missing_code(info.scope));
  std::map<int, std::vector<std::string>> names;
  for (Code const code : codes.list()) names[status_of(info, code)].push_back(wire_name(code));
  std::vector<std::string> parts;
  for (auto const& [status, group] : names)
    parts.push_back(fmt::format("{} {}", status, fmt::join(group, ", ")));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string about(MethodText const& method) {
  std::string text = fmt::format("{}.", method.info->summary);
  if (!method.info->about.empty()) text += fmt::format(" {}", method.info->about);
  if (method.info->version > v2023_01_01)
    text += fmt::format(" In version {}.", date_of(method.info->version));
  text += fmt::format(" For callers with: {}.", row_of(method.info->access).meaning);
  if (auto const errors = errors_of(*method.info); !errors.empty())
    text += fmt::format(" Errors: {}.", errors);
  return text;
}

enum class Defaults : bool { left_out, given };

// "std::string const& org_id, ..., Query const& query = {}, CallOptions const& options = {}".
std::vector<std::string> parameters_of(MethodText const& method, std::string_view body,
                                       Defaults defaults) {
  std::vector<std::string> all;
  for (auto const& place : method.places) all.push_back("std::string const& " + place);
  if (!body.empty()) all.push_back(fmt::format("{} const& body", body));
  std::string_view const value = defaults == Defaults::given ? " = {}" : "";
  all.push_back(fmt::format("{} const& query{}", method.query, value));
  all.push_back(fmt::format("CallOptions const& options{}", value));
  return all;
}

// A signature on one line, or its parameters on lines of their own.
std::string signature(std::string const& head, std::vector<std::string> const& parameters,
                      std::string_view tail) {
  std::string const line = fmt::format("{}({}){}", head, fmt::join(parameters, ", "), tail);
  if (line.size() <= line_width) return line + "\n";
  std::vector<std::string> words = parameters;
  for (auto& word : words) word += ',';
  words.back().back() = ')';
  words.back() += tail;
  return head + "(\n" + filled("      ", "      ", words);
}

// What the ranges of a list are called: "api_keys" of list_api_keys.
std::string things_of(MethodText const& method) {
  return method.name.substr(method.name.find('_') + 1);
}

std::string declarations(MethodText const& method) {
  auto const declared = [&](std::string const& type, std::string const& name,
                            std::string_view body) {
    return signature(fmt::format("  {} {}", type, name),
                     parameters_of(method, body, Defaults::given), " const;");
  };
  std::string text = "\n" + comment(about(method));
  text += declared("Response<" + method.reply + ">", method.name, method.body);
  if (method.item.empty() || !method.body.empty()) return text;
  text += "\n" + comment(fmt::format("All pages of `{}`, from the query's on.", method.name));
  text += declared("PageRange<" + method.item + ">", "pages_of_" + things_of(method), "");
  text += comment("The items of all these pages.");
  return text + declared("ItemRange<" + method.item + ">", "each_of_" + things_of(method), "");
}

std::string definitions(std::string const& api, MethodText const& method) {
  auto const head = [&](std::string const& type, std::string const& name, std::string_view body) {
    return "\n" + signature(fmt::format("{} {}::{}", type, api, name),
                            parameters_of(method, body, Defaults::left_out), " const {");
  };
  std::string const places = fmt::format("{}", fmt::join(method.places, ", "));
  std::string text = head("Response<" + method.reply + ">", method.name, method.body);
  std::string const call = fmt::format("  return detail::call<ops::{}>(", method.name);
  std::string const arguments = fmt::format("engine(), {{{}}}, query, {}, options);", places,
                                            method.body.empty() ? "{}" : "body");
  bool const fits = call.size() + arguments.size() <= line_width;
  text += fmt::format("{}{}{}\n}}\n", call, fits ? "" : "\n      ", arguments);
  if (method.item.empty() || !method.body.empty()) return text;
  std::string const comma = method.places.empty() ? "" : places + ", ";
  text += head("PageRange<" + method.item + ">", "pages_of_" + things_of(method), "");
  text += fmt::format(
      "  return detail::pages(query, [api = *this, {}options](auto const& page) {{\n"
      "    return api.{}({}page, options);\n  }});\n}}\n",
      comma, method.name, comma);
  text += head("ItemRange<" + method.item + ">", "each_of_" + things_of(method), "");
  return text + fmt::format("  return ItemRange<{}>(\n      pages_of_{}({}query, options));\n}}\n",
                            method.item, things_of(method), comma);
}

// "ProgrammaticApiKeys" of "Programmatic API Keys"; "programmatic_api_keys" with a bar.
std::string joined(std::string_view tag, std::string_view bar) {
  std::string name;
  for (auto word : words_of(tag)) {
    for (std::size_t i = bar.empty() ? 1 : 0; i < word.size(); ++i)
      if (word[i] >= 'A' && word[i] <= 'Z') word[i] = static_cast<char>(word[i] + 32);
    if (!name.empty()) name += bar;
    name += word;
  }
  return name;
}

constexpr std::string_view notice =
    "// Printed from the operations table (docs/adding-an-operation.md); change that instead.\n"
    "// clang-format off\n";

std::string header_text(TagText const& tag, std::string const& api,
                        std::vector<MethodText> const& methods) {
  bool const waits = api == waiting_class;
  std::string text =
      fmt::format("{}#pragma once\n\n#include <string>\n#include <vector>\n\n", notice);
  text += "#include \"atlas/client.hpp\"\n#include \"atlas/page_range.hpp\"\n";
  text += "#include \"atlas/types.hpp\"\n";
  if (waits) text += "#include \"atlas/wait_options.hpp\"\n";
  text += "\nnamespace atlas {\n\n";
  text += filled("/// ", "/// ",
                 words_of(fmt::format("{} See Client for what all methods share.", tag.about)));
  text += fmt::format("class {} : public Client {{\n public:\n", api);
  text += "  /// From a Configuration, or as a copy.\n  using Client::Client;\n";
  for (auto const& method : methods) text += declarations(method);
  if (waits) text += waiting_method;
  return text + "};\n\n}  // namespace atlas\n";
}

std::string source_text(std::string const& file, std::string const& api,
                        std::vector<MethodText> const& methods) {
  std::string text = fmt::format(
      "{}#include \"atlas/{}.hpp\"\n\n#include \"atlas/operations.hpp\"\n#include "
      "\"client/call.hpp\"\n\nnamespace atlas {{\n",
      notice, file);
  for (auto const& method : methods) text += definitions(api, method);
  return text + "\n}  // namespace atlas\n";
}

// For the tests that call every method.
std::string methods_text(std::map<std::string, std::vector<MethodText>> const& methods) {
  std::string text = fmt::format("{}#pragma once\n\n", notice);
  std::string list;
  for (auto const& [file, of_file] : methods) {
    text += fmt::format("#include \"atlas/{}_api.hpp\"\n", file);
    for (auto const& method : of_file)
      list +=
          fmt::format(" \\\n  X({}, {}Api)", method.name, joined(tag_of(method.info->path), ""));
  }
  return text + "\n// Each operation by its row and its class.\n#define ATLAS_SDK_METHODS(X)" +
         list + "\n";
}

}  // namespace

std::vector<SourceFile> sdk_sources() {
  std::map<std::string_view, std::vector<MethodText>> methods;
  for_each_operation(AllOperations{}, [&]<auto const & Row>() {
    methods[tag_of(Row.info.path)].push_back(method_text<Row>());
  });
  std::vector<SourceFile> files;
  std::map<std::string, std::vector<MethodText>> by_file;
  for (auto const& tag : tags()) {
    auto& of_tag = methods[tag.name];
    std::ranges::sort(of_tag, {}, &MethodText::name);
    std::string const api = joined(tag.name, "") + "Api";
    std::string const file = joined(tag.name, "_") + "_api";
    by_file[joined(tag.name, "_")] = of_tag;
    files.push_back({"include/atlas/" + file + ".hpp", header_text(tag, api, of_tag)});
    files.push_back({"src/client/" + file + ".cpp", source_text(file, api, of_tag)});
  }
  files.push_back({"tests/conformance/sdk_methods.hpp", methods_text(by_file)});
  return files;
}

}  // namespace atlas
