// Worlds outlive the process in a directory, and what is no world there is named.
#include "sandbox/world_files.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "sandbox/trial_worlds.hpp"
#include "store/migrate.hpp"

namespace orgd::sandbox {
namespace {

namespace fs = std::filesystem;

class WorldFilesTest : public ::testing::Test {
 protected:
  WorldFilesTest() {
    std::string pattern = (fs::temp_directory_path() / "orgd-worlds-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
  }
  ~WorldFilesTest() override { fs::remove_all(directory_); }

  /// A process that begins; one at a time.
  std::unique_ptr<TrialWorlds> start() const {
    return std::make_unique<TrialWorlds>(false, directory_);
  }
  static void stop(std::unique_ptr<TrialWorlds> trial) {
    ASSERT_TRUE(trial->loop.run(trial->worlds.save()));
  }
  std::string refusal() const {
    try {
      start();
    } catch (std::runtime_error const& error) {
      return error.what();
    }
    return "(none)";
  }
  std::size_t images() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory_ / "images"), fs::directory_iterator()));
  }
  static void put(fs::path const& file, std::string_view content) {
    std::ofstream(file, std::ios::binary) << content;
  }
  static std::string get(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  fs::path world_file(std::string_view name) const { return directory_ / "worlds" / name; }

  fs::path directory_;
};

TEST_F(WorldFilesTest, BringBackAllThatAWorldIs) {
  auto trial = start();
  auto* world = &trial->world();
  world->clock().freeze();
  world->clock().advance(std::chrono::hours(24 * 31));
  auto const then = trial->make_project(*world, "Then");
  ASSERT_TRUE(trial->loop.run(world->take_snapshot("then")));
  auto const now = trial->make_project(*world, "Now");
  auto const time = world->clock().now();
  stop(std::move(trial));

  trial = start();
  world = &trial->world();
  EXPECT_EQ(world->clock().now(), time);
  EXPECT_EQ(world->clock().mode(), WorldClock::Mode::frozen);
  EXPECT_TRUE(trial->has_project(*world, now));
  EXPECT_NE(trial->make_project(*world, "Next"), now) << "ids go on";
  ASSERT_TRUE(world->restore_snapshot("then"));
  EXPECT_FALSE(trial->has_project(*world, now));
  EXPECT_TRUE(trial->has_project(*world, then));
  EXPECT_EQ(trial->make_project(*world, "Now"), now);
  world->reset();
  EXPECT_FALSE(trial->has_project(*world, then));
  EXPECT_EQ(world->clock().mode(), WorldClock::Mode::real);
}

TEST_F(WorldFilesTest, LoseWhatCameAfterTheLastWriteWhenTheProcessIsKilled) {
  auto trial = start();
  auto const one = trial->make_project(trial->world(), "One");
  ASSERT_TRUE(trial->loop.run(trial->world().take_snapshot("then")));
  auto const two = trial->make_project(trial->world(), "Two");
  trial = start();
  EXPECT_TRUE(trial->has_project(trial->world(), one));
  EXPECT_FALSE(trial->has_project(trial->world(), two));
}

TEST_F(WorldFilesTest, AreWrittenAtResetAndAtRest) {
  auto trial = start();
  auto const one = trial->make_project(trial->world(), "One");
  auto const later = std::chrono::steady_clock::now() + 2 * World::patience;
  ASSERT_TRUE(trial->loop.run(trial->worlds.tend(later)));
  trial = start();
  EXPECT_TRUE(trial->has_project(trial->world(), one));
  trial->world().reset();
  trial = start();
  EXPECT_FALSE(trial->has_project(trial->world(), one));
}

TEST_F(WorldFilesTest, KeepTheNumberOfEachWorldAndForgetDeletedOnes) {
  auto trial = start();
  auto begins = trial->worlds.beginning();
  begins.id_seed = 77;
  ASSERT_TRUE(trial->worlds.make("kept", begins));
  ASSERT_TRUE(trial->worlds.make("gone"));
  ASSERT_TRUE(trial->worlds.remove("gone"));
  trial = start();
  EXPECT_EQ(trial->world("kept").id_seed(), 77U);
  EXPECT_FALSE(trial->worlds.find("gone"));
}

TEST_F(WorldFilesTest, ShareTheirSeedAndLeaveNothingBehind) {
  auto trial = start();
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(trial->worlds.make("world-" + std::to_string(i)));
  EXPECT_EQ(images(), 1U);
  trial->make_project(trial->world("world-3"), "One");
  stop(std::move(trial));
  EXPECT_EQ(images(), 2U);
  put(directory_ / "images" / ".9", "half of an image");
  put(directory_ / "images" / "8", "of a world that was not written");
  put(directory_ / "worlds" / ".world-3", "half of a world");
  trial = start();
  EXPECT_EQ(images(), 2U);
  EXPECT_FALSE(fs::exists(directory_ / "worlds" / ".world-3"));
  EXPECT_EQ(trial->world("world-5").memory_at_rest(), 0U);
  trial->world("world-3").reset();
  EXPECT_EQ(images(), 1U);
}

TEST_F(WorldFilesTest, AreBroughtToTheSchemaOfTheProgram) {
  auto trial = start();
  auto const one = trial->make_project(trial->world(), "One");
  stop(std::move(trial));
  auto const written = get(world_file("default"));
  auto const now = " " + std::to_string(store_migrations().back().version) + " real ";
  auto older = written;
  for (auto at = older.find(now); at != std::string::npos; at = older.find(now))
    older.replace(at, now.size(), " 1 real ");
  ASSERT_NE(older, written);
  put(world_file("default"), older);
  trial = start();
  EXPECT_TRUE(trial->has_project(trial->world(), one));
  EXPECT_NE(get(world_file("default")).find(now), std::string::npos) << "it is written anew";
  EXPECT_EQ(images(), 2U) << "and what was before is gone";
}

TEST_F(WorldFilesTest, NameWhatIsNoWorld) {
  start();
  auto const whole = get(world_file("default"));
  struct Wrong {
    std::string name;
    std::string content;
    std::string said;
  };
  for (auto const& [name, content, said] :
       {Wrong{"notes.txt", "buy milk", "notes.txt is no world"},
        Wrong{"other", "SQLite format 3", "other is no world"}, Wrong{"other", "", "is no world"},
        Wrong{"other", whole.substr(0, whole.size() / 2), "other is damaged"},
        Wrong{"other", whole, "(none)"}}) {
    put(world_file(name), content);
    EXPECT_NE(refusal().find(said), std::string::npos) << name << ": " << refusal();
    fs::remove(world_file(name));
  }
}

TEST_F(WorldFilesTest, NameWhatIsDamaged) {
  start();
  for (auto const& entry : fs::directory_iterator(directory_ / "images")) {
    auto content = get(entry.path());
    content[content.size() / 2] ^= 1;
    put(entry.path(), content);
    EXPECT_TRUE(refusal().starts_with(entry.path().string() + " is damaged")) << refusal();
  }
  EXPECT_NE(refusal().find(world_file("default").string()), std::string::npos);
}

TEST_F(WorldFilesTest, NameWorldsOfAnotherKey) {
  start();
  StandingPlatform machine;
  Vault const other(Vault::parse(std::string(64, 'b')));
  WorldFiles files(directory_, other, machine);
  try {
    files.read_all();
    FAIL() << "another key opens nothing";
  } catch (std::runtime_error const& error) {
    EXPECT_NE(std::string(error.what()).find("default was written with another key"),
              std::string::npos)
        << error.what();
  }
}

TEST_F(WorldFilesTest, AreUsedOnThoughTheDiskRefuses) {
  auto trial = start();
  fs::remove_all(directory_ / "worlds");
  EXPECT_EQ(trial->make_project(trial->world(), "One").size(), 24U);
  ASSERT_TRUE(trial->loop.run(trial->world().take_snapshot("then")));
  EXPECT_TRUE(trial->world().restore_snapshot("then"));
}

}  // namespace
}  // namespace orgd::sandbox
