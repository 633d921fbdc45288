package orgd.junit5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OrgdExtension.class)
class WorldTest {
  private static final String MAKING = "{\"operation\": \"createProject\"}";
  private static final String NEW_YEAR = "2030-01-01T00:00:00Z";

  @Test
  void worldsNeverMeet(World one, Sandbox sandbox) throws IOException {
    assertEquals(201, new Api(one).makeProject("One"));
    try (var two = sandbox.world("Another", Beginning.byDefault())) {
      assertEquals("[]", new Api(two).projects());
    }
    assertNotEquals("[]", new Api(one).projects());
  }

  @Test
  @InWorld(frozenAt = NEW_YEAR)
  void resetGivesTheSameIds(World world) throws IOException {
    var api = new Api(world);
    api.makeProject("One");
    var first = api.projects();
    world.reset();
    assertEquals("[]", api.projects());
    api.makeProject("One");
    assertEquals(first, api.projects());
  }

  @Test
  void snapshotsComeBack(World world) throws IOException {
    var api = new Api(world);
    api.makeProject("Kept");
    var kept = api.projects();
    world.snapshot("one");
    api.makeProject("Lost");
    world.restore("one");
    assertEquals(kept, api.projects());
  }

  @Test
  @InWorld(
      seed =
          """
          {"organizations": [{"name": "Mine", "id": "600000000000000000000e01",
           "people": [{"email": "dana@example.org", "roles": ["ORG_OWNER"]}],
           "apiKeys": [{"desc": "key", "roles": ["ORG_OWNER"], "publicKey": "abcdefgh",
            "privateKey": "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"}]}]}""",
      key = "abcdefgh:5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4",
      idSeed = 9)
  void seedsAndExports(World world, Sandbox sandbox) throws IOException {
    assertEquals("600000000000000000000e01", new Api(world).organization());
    world.seed("generate: {organizations: 2, membersEach: 3, idSeed: 7}");
    var export = world.export("yaml");
    assertTrue(export.contains("Mine"), export);
    var beginning = Beginning.byDefault().withSeed(world.export("json"));
    try (var copy = sandbox.world("copy", beginning)) {
      assertEquals(export, copy.export("yaml"));
    }
  }

  @Test
  @InWorld(frozenAt = NEW_YEAR)
  void clockMoves(World world) {
    var newYear = Instant.parse(NEW_YEAR);
    assertEquals(newYear, world.now());
    world.advance(Duration.ofDays(31));
    assertEquals(newYear.plus(Duration.ofDays(31)), world.now());
    world.setTime(newYear);
    world.run();
    world.freeze();
    assertTrue(Duration.between(newYear, world.now()).toMinutes() < 1);
    assertThrows(SandboxException.class, () -> world.advance(Duration.ofMillis(1500)));
  }

  @Test
  void faultsAct(World world) throws IOException {
    var api = new Api(world);
    var rule = "{\"match\": " + MAKING + ", \"do\": {\"status\": 503}, \"times\": 1}";
    var id = world.addFault(rule);
    assertEquals(503, api.makeProject("One"));
    assertEquals(1, world.faults().get(0).path("hits").asInt());
    world.clearFault(id);
    world.addFault("{\"match\": " + MAKING + ", \"do\": {\"disconnect\": \"after\"}}");
    assertThrows(IOException.class, () -> api.makeProject("Two"));
    world.clearFaults();
    assertEquals(409, api.makeProject("Two"));
    var wrong = assertThrows(SandboxException.class, () -> world.addFault("{\"do\": {}}"));
    assertTrue(wrong.getMessage().startsWith("POST /faults answers 400: "), wrong.getMessage());
  }

  @Test
  void requestsAreTold(World world) throws IOException {
    var calls =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new Api(world).makeProject("One") + new Api(world).makeProject("Two");
              } catch (IOException wrong) {
                throw new AssertionError(wrong);
              }
            });
    var found = world.waitForRequests(MAKING, 2, Duration.ofSeconds(10));
    assertEquals(402, calls.join());
    assertEquals(2, found.size());
    assertTrue(found.get(0).path("number").asInt() < found.get(1).path("number").asInt());
    world.verify("{\"match\": " + MAKING + ", \"exactly\": 1, \"body\": {\"name\": \"One\"}}");
    var wrong =
        assertThrows(
            AssertionError.class,
            () -> world.verify("{\"match\": " + MAKING + ", \"exactly\": 3}"));
    assertTrue(wrong.getMessage().contains("POST /api/atlas/v2/groups"), wrong.getMessage());
    world.forgetRequests();
    world.verify("{\"exactly\": 0}");
  }

  @Test
  void mailsAreAnswered(World world) throws IOException {
    var api = new Api(world);
    var members = "/orgs/" + api.organization() + "/users";
    for (var name : new String[] {"kim@example.org", "lou@example.org"}) {
      var person = "{\"username\": \"%s\", \"roles\": {\"orgRoles\": [\"ORG_MEMBER\"]}}";
      assertEquals(201, api.send("POST", members, person.formatted(name)).statusCode());
    }
    var kim = new Person("Kim", "Lee", "US", "correct horse battery");
    world.accept(world.mailTo("kim@example.org"), kim);
    world.reject(world.mailTo("lou@example.org"));
    assertEquals(2, api.list(members + "?orgMembershipStatus=ACTIVE").size());
    assertThrows(AssertionError.class, () -> world.mailTo("nobody@example.org"));
  }
}
