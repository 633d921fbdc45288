// A test of a program's own, in a world that nobody else sees: what it makes of a lost answer.
#include <atlas/organizations_api.hpp>
#include <atlas/projects_api.hpp>
#include <atlas/testing/local_server.hpp>
#include <iostream>

int main() {
  // [doc]
  auto const server = atlas::testing::LocalServer::start();  // $ORGD, or orgd from PATH
  if (!server) {
    std::cerr << server.error() << '\n';
    return 1;
  }
  auto const world = server->make_world("lost-answer").value();  // as the server's own, but apart
  atlas::ProjectsApi const projects(world.configuration());      // its address and owner's key

  // The project is made, and its answer never arrives.
  auto const fault = world.add_fault(R"({"match": {"operation": "createProject"},
                                         "do": {"disconnect": "after"}, "times": 1})");
  auto const lost = projects.create_project({.name = "Payments", .org_id = server->org_id()});
  bool const there = projects.get_project_by_name("Payments").ok();
  auto const once =
      world.verify(R"({"match": {"operation": "createProject"}, "exactly": 1})").value();

  // A month later, and back to the beginning.
  auto const later = world.set_clock({.mode = "frozen", .advance = "31d"});
  auto const reset = world.reset();
  bool const gone = !projects.get_project_by_name("Payments");
  // [/doc]
  bool const broke = !lost && lost.error().failure == atlas::Failure::interrupted;
  return fault && broke && there && once.verified && later && reset && gone ? 0 : 1;
}
