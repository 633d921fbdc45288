// Worlds in a directory: DIR/worlds/NAME is a world, and DIR/images/NUMBER a store that worlds are
// or were. Many worlds are alike, so their images are apart from them, and an image that is there
// is not written again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/world_text.hpp"
#include "security/vault.hpp"

namespace orgd::sandbox {

/// One process has them, one thread at a time. The disk is not waited for: what was written
/// outlives the process, but perhaps not the machine. Throws std::runtime_error that names the
/// file, and DatabaseError.
class WorldFiles {
 public:
  /// Makes what is missing in the directory, which must be there.
  WorldFiles(std::filesystem::path const& directory, Vault const& vault, Platform& machine);

  /// All worlds by their names, with the schema of this program; to be called once, first. Removes
  /// what was left when a process was killed.
  std::map<std::string, WorldState> read_all();
  void write(std::string const& name, WorldState const& state);
  /// Nothing happens where there is none of that name.
  void remove(std::string const& name);

 private:
  struct Stored {
    Image image;
    ImagePlace place{};
    std::size_t uses = 0;  // by files of worlds
  };
  using Places = std::map<void const*, Stored>;  // by the image's identity

  std::filesystem::path image_file(std::uint64_t number) const;
  WorldState read(std::filesystem::path const& file, std::map<std::uint64_t, Image>& known);
  Image load(ImagePlace const& place, std::filesystem::path const& world);
  Image upgraded(Image const& image) const;
  Stored& store(Image const& image);
  void use(std::string const& name, std::vector<void const*> images);
  void sweep() const;

  std::filesystem::path const worlds_;
  std::filesystem::path const images_;
  std::string const mark_;
  Platform& machine_;
  Places stored_;
  std::map<std::string, std::vector<void const*>> used_;  // by the file of each world
  std::uint64_t last_number_ = 0;
};

}  // namespace orgd::sandbox
