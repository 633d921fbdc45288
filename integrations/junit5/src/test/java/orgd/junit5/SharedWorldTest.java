package orgd.junit5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedWorldTest {
  @Nested
  @ExtendWith(OrgdExtension.class)
  class OfATest {
    private World before;

    @BeforeEach
    void remember(World world) {
      before = world;
    }

    @Test
    void isThatOfItsMethods(World world) {
      assertSame(before, world);
    }
  }

  @Nested
  class OfAClass {
    @RegisterExtension static final OrgdExtension ORGD = new OrgdExtension(Launch.byDefault());
    private static World ofAll;

    @BeforeAll
    static void remember(World world) {
      ofAll = world;
    }

    @Test
    void isThatOfItsTests(World world) {
      assertSame(ofAll, world);
      assertEquals("ofaclass-", world.name().substring(0, 9));
    }
  }
}
