// The code on the page docs/integrations/junit5.md.
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import orgd.junit5.InWorld;
import orgd.junit5.OrgdExtension;
import orgd.junit5.Person;
import orgd.junit5.World;

// [doc]
@ExtendWith(OrgdExtension.class)
class LostAnswerTest {
  static final String ORG = "600000000000000000000e01";
  static final String SEED =
      """
      {"organizations": [{"name": "Mine", "id": "600000000000000000000e01",
        "people": [{"email": "dana@example.org", "roles": ["ORG_OWNER"]}],
        "apiKeys": [{"desc": "tests", "roles": ["ORG_OWNER"], "publicKey": "abcdefgh",
                     "privateKey": "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"}]}]}""";
  static final String KEY = "abcdefgh:5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4";

  int post(World world, String path, String body) throws IOException, InterruptedException {
    var type = "application/vnd.atlas.2025-03-12+json";
    var request =
        HttpRequest.newBuilder(URI.create(world.url() + "/api/atlas/v2" + path))
            .POST(BodyPublishers.ofString(body))
            .header("Accept", type)
            .header("Content-Type", type)
            .build();
    return world.client().send(request, BodyHandlers.ofString()).statusCode();
  }

  @Test
  @InWorld(seed = SEED, key = KEY)
  void projectIsThereAlthoughTheAnswerWasLost(World world) throws Exception {
    world.addFault(
        """
        {"match": {"operation": "createProject"}, "do": {"disconnect": "after"}, "times": 1}""");
    var project = "{\"name\": \"Payments\", \"orgId\": \"" + ORG + "\"}";
    assertThrows(IOException.class, () -> post(world, "/groups", project));
    assertEquals(409, post(world, "/groups", project));
    world.verify(
        """
        {"match": {"operation": "createProject"}, "exactly": 2, "body": {"name": "Payments"}}""");
  }

  @Test
  @InWorld(seed = SEED, key = KEY, frozenAt = "2030-01-01T00:00:00Z")
  void invitationsExpire(World world) throws Exception {
    world.snapshot("empty");
    var kim = "{\"username\": \"kim@example.org\", \"roles\": {\"orgRoles\": [\"ORG_MEMBER\"]}}";
    post(world, "/orgs/" + ORG + "/users", kim);
    world.advance(Duration.ofDays(31));
    world.restore("empty"); // the clock, too
    post(world, "/orgs/" + ORG + "/users", kim);
    world.accept(
        world.mailTo("kim@example.org"), new Person("Kim", "Lee", "US", "correct horse battery"));
    assertEquals(2, world.requests("{\"operation\": \"createOrgUser\"}").size());
    world.seed("generate: {organizations: 2, membersEach: 10, projectsEach: 3, idSeed: 7}");
    assertTrue(world.export("yaml").contains("kim@example.org")); // a seed with the same state
    world.reset();
  }
}
// [/doc]
