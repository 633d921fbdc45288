package orgd.junit5;

import java.lang.reflect.AnnotatedElement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives parameters of the type {@link World} to tests, and of the type {@link Sandbox}.
 *
 * <p>A test has a world of its own, which its methods before and after it share. One that a class
 * asks for in its constructor or before all tests is that of all its tests. There is one sandbox
 * for all tests with the same {@link Launch}.
 */
public final class OrgdExtension implements ParameterResolver {
  private final Launch how;
  private final Namespace namespace;

  /** For {@code @ExtendWith(OrgdExtension.class)}. */
  public OrgdExtension() {
    this(Launch.byDefault());
  }

  /** For a field with {@code @RegisterExtension}. */
  public OrgdExtension(Launch how) {
    this.how = how;
    namespace = Namespace.create(OrgdExtension.class, how);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == World.class || type == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == Sandbox.class) return sandbox(context);
    return context
        .getStore(namespace)
        .getOrComputeIfAbsent(World.class, type -> newWorld(context), World.class);
  }

  private Sandbox sandbox(ExtensionContext context) {
    // The environment's sandbox began with what it began with.
    var fits = how.equals(Launch.byDefault());
    return context
        .getRoot()
        .getStore(namespace)
        .getOrComputeIfAbsent(
            Sandbox.class,
            type -> fits ? Sandbox.fromEnvironment(how) : Sandbox.launch(how),
            Sandbox.class);
  }

  private World newWorld(ExtensionContext context) {
    var beginning =
        wish(context.getElement())
            .or(() -> wish(context.getTestClass()))
            .map(OrgdExtension::beginning)
            .orElse(Beginning.byDefault());
    var test = context.getTestMethod().map(method -> method.getName());
    var name = test.or(() -> context.getTestClass().map(Class::getSimpleName)).orElse("world");
    return sandbox(context).world(name, beginning);
  }

  private static Optional<InWorld> wish(Optional<? extends AnnotatedElement> element) {
    return AnnotationSupport.findAnnotation(element, InWorld.class);
  }

  private static Beginning beginning(InWorld wish) {
    var beginning = Beginning.byDefault();
    if (!wish.seed().isEmpty()) beginning = beginning.withSeed(wish.seed());
    if (wish.idSeed() >= 0) beginning = beginning.withIdSeed(wish.idSeed());
    if (!wish.frozenAt().isEmpty())
      beginning = beginning.withFrozenAt(Instant.parse(wish.frozenAt()));
    if (wish.key().isEmpty()) return beginning;
    var halves = wish.key().split(":", 2);
    if (halves.length != 2)
      throw new SandboxException("@InWorld's key is \"public:private\": there is no colon");
    return beginning.withKey(new ApiKey(halves[0], halves[1]));
  }
}
