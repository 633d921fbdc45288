// Files appear whole, by a new name: first the images, then the world that names them, and only
// then what it named before goes.
#include "sandbox/world_files.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "sandbox/world.hpp"
#include "store/migrate.hpp"
#include "store/sqlite/single.hpp"

namespace orgd::sandbox {
namespace {

namespace fs = std::filesystem;

std::string key_mark_of(Vault const& vault) {
  auto const key = vault.derive("sandbox worlds");
  return hash_token({reinterpret_cast<char const*>(key.data()), key.size()});
}

std::uint32_t check_of(std::string_view bytes) {
  auto const* const data = reinterpret_cast<Bytef const*>(bytes.data());
  return static_cast<std::uint32_t>(crc32_z(0, data, bytes.size()));
}

std::int32_t schema_of_program() { return store_migrations().back().version; }

std::optional<std::string> content_of(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad()) return std::nullopt;
  return content;
}

// Of an image's file; others have none.
std::optional<std::uint64_t> image_number_of(fs::path const& file) {
  auto const name = file.filename().string();
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

// A name with a dot is that of nothing else here.
void write_whole(fs::path const& file, std::string_view content) {
  auto const unfinished = file.parent_path() / ("." + file.filename().string());
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) throw std::runtime_error(fmt::format("{} cannot be written", file.string()));
  fs::rename(unfinished, file);
}

bool is_unfinished(fs::path const& file) { return file.filename().native().starts_with('.'); }

std::vector<fs::path> files_in(fs::path const& directory) {
  std::vector<fs::path> files;
  for (auto const& entry : fs::directory_iterator(directory)) files.push_back(entry.path());
  return files;
}

}  // namespace

WorldFiles::WorldFiles(fs::path const& directory, Vault const& vault, Platform& machine)
    : worlds_(directory / "worlds"),
      images_(directory / "images"),
      mark_(key_mark_of(vault)),
      machine_(machine) {
  fs::create_directory(images_);
  fs::create_directory(worlds_);
}

fs::path WorldFiles::image_file(std::uint64_t number) const {
  return images_ / std::to_string(number);
}

std::map<std::string, WorldState> WorldFiles::read_all() {
  for (auto const& file : files_in(images_))
    last_number_ = std::max(last_number_, image_number_of(file).value_or(0));
  std::map<std::string, WorldState> all;
  std::map<std::uint64_t, Image> known;
  for (auto const& file : files_in(worlds_))
    if (!is_unfinished(file)) all.emplace(file.filename().string(), read(file, known));
  for (auto const& [name, state] : all) write(name, state);
  sweep();
  return all;
}

WorldState WorldFiles::read(fs::path const& file, std::map<std::uint64_t, Image>& known) {
  auto const image_at = [&](ImagePlace const& place) {
    auto const found = known.find(place.number);
    if (found != known.end()) return found->second;
    return known.emplace(place.number, load(place, file)).first->second;
  };
  bool const named = is_world_name(file.filename().string()) && fs::is_regular_file(file);
  auto const content = named ? content_of(file) : "";
  if (!content) throw std::runtime_error(fmt::format("{} cannot be read", file.string()));
  auto state = read_world_text(*content, mark_, image_at);
  if (!state) throw std::runtime_error(fmt::format("{} {}", file.string(), state.error()));
  return std::move(*state);
}

Image WorldFiles::load(ImagePlace const& place, fs::path const& world) {
  auto const file = image_file(place.number);
  auto content = content_of(file);
  if (!content || check_of(*content) != place.check)
    throw std::runtime_error(
        fmt::format("{} is damaged or missing: remove {}, which needs it, to begin that world anew",
                    file.string(), world.string()));
  auto image = Image::of_kept(std::move(*content), place.unpacked_size);
  if (place.schema == schema_of_program()) {
    stored_.emplace(image.identity(), Stored{.image = image, .place = place});
    return image;
  }
  try {
    return upgraded(image);
  } catch (DatabaseError const& failure) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), failure.what()));
  }
}

Image WorldFiles::upgraded(Image const& image) const {
  auto const database = SingleDatabase::of(image.bytes());
  auto const now = std::chrono::floor<std::chrono::seconds>(machine_.now());
  migrate(*database->schema(), store_migrations(), now);
  auto now_ours = Image::plain(database->image());
  now_ours.pack();
  return now_ours;
}

WorldFiles::Stored& WorldFiles::store(Image const& image) {
  auto const found = stored_.find(image.identity());
  if (found != stored_.end()) return found->second;
  ImagePlace const place{.number = ++last_number_,
                         .unpacked_size = image.unpacked_size(),
                         .check = check_of(image.kept()),
                         .schema = schema_of_program()};
  write_whole(image_file(place.number), image.kept());
  auto const added =
      stored_.emplace(image.identity(), Stored{.image = image, .place = place}).first;
  return added->second;
}

void WorldFiles::write(std::string const& name, WorldState const& state) {
  std::vector<void const*> images;
  auto const place_of = [&](Image const& image) {
    images.push_back(image.identity());
    return store(image).place;
  };
  write_whole(worlds_ / name, write_world_text(state, mark_, place_of));
  use(name, std::move(images));
}

void WorldFiles::remove(std::string const& name) {
  fs::remove(worlds_ / name);
  use(name, {});
}

void WorldFiles::use(std::string const& name, std::vector<void const*> images) {
  for (auto const* const image : images) ++stored_.at(image).uses;
  auto const before = std::exchange(used_[name], std::move(images));
  for (auto const* const image : before) {
    auto const found = stored_.find(image);
    if (--found->second.uses > 0) continue;
    fs::remove(image_file(found->second.place.number));
    stored_.erase(found);
  }
  if (used_[name].empty()) used_.erase(name);
}

void WorldFiles::sweep() const {
  std::set<fs::path> wanted;
  for (auto const& [image, stored] : stored_) wanted.insert(image_file(stored.place.number));
  for (auto const& file : files_in(images_))
    if (is_unfinished(file) || (image_number_of(file) && !wanted.contains(file))) fs::remove(file);
  for (auto const& file : files_in(worlds_))
    if (is_unfinished(file)) fs::remove(file);
}

}  // namespace orgd::sandbox
