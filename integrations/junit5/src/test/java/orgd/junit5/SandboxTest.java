package orgd.junit5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OrgdExtension.class)
class SandboxTest {
  @Test
  void seedFileGivesTheKey(@TempDir Path place) throws IOException {
    var file = Files.writeString(place.resolve("seed.yaml"), """
        organizations:
          - name: Mine
            people: [{email: dana@example.org, roles: [ORG_OWNER]}]
            apiKeys: [{desc: key, roles: [ORG_OWNER], publicKey: ~bcdefgh,
                       privateKey: 5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4}]
        """);
    try (var sandbox = Sandbox.launch(Launch.byDefault().withSeedFile(file));
        var world = sandbox.world("one", Beginning.byDefault())) {
      assertEquals("~bcdefgh", world.key().toString());
      assertEquals("[]", new Api(world).projects());
    }
  }

  @Test
  void launchSaysWhatIsWrong(@TempDir Path place) throws IOException {
    var nowhere = Launch.byDefault().withBinary("/nowhere/orgd");
    var missing = assertThrows(SandboxException.class, () -> Sandbox.launch(nowhere));
    assertTrue(missing.getMessage().contains("tools/build release orgd"), missing.getMessage());
    var file = Files.writeString(place.resolve("seed.yaml"), "organisations: []");
    var seeded = Launch.byDefault().withSeedFile(file);
    var wrong = assertThrows(SandboxException.class, () -> Sandbox.launch(seeded));
    assertTrue(wrong.getMessage().contains("organisations"), wrong.getMessage());
  }

  @Test
  void tokenIsShown() throws IOException {
    var shown = new ArrayList<String>();
    var control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    control.createContext(
        "/orgd/",
        exchange -> {
          shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    control.start();
    try {
      var base = "http://127.0.0.1:" + control.getAddress().getPort() + "/orgd/sandbox/v1";
      var sandbox = Sandbox.connect("http://127.0.0.1:1", base, "token", new ApiKey("a", "b"));
      sandbox.world("one", Beginning.byDefault()).close();
    } finally {
      control.stop(0);
    }
    assertEquals(List.of("Bearer token", "Bearer token"), shown);
  }

  @Test
  void environmentNamesARunningOne() throws IOException {
    try (var process = Sandbox.launch(Launch.byDefault())) {
      var lines = Map.of("ORGD_URL", process.url(), "ORGD_CONTROL", process.control());
      try (var taken = Sandbox.fromEnvironment(lines, Launch.byDefault())) {
        assertEquals(process.url(), taken.url());
      }
      // Still there.
      try (var world = process.world("one", Beginning.byDefault())) {
        assertEquals("[]", new Api(world).projects());
      }
    }
  }

  @Test
  void environmentMustNameTheApi() {
    var half = Map.of("ORGD_CONTROL", "http://127.0.0.1:1/orgd/sandbox/v1");
    var wrong =
        assertThrows(
            SandboxException.class, () -> Sandbox.fromEnvironment(half, Launch.byDefault()));
    assertTrue(wrong.getMessage().contains("ORGD_URL"), wrong.getMessage());
  }
}
