package teatime;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Runs every method without arguments of every class that ends in Test. */
final class TestRunner {

  private TestRunner() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    int passed = 0;
    var failures = new ArrayList<String>();
    for (var type : testClasses(Path.of(args[0]))) {
      for (var test : tests(type)) {
        String failure = run(type, test);
        if (failure.isEmpty()) {
          passed++;
        } else {
          failures.add(failure);
        }
      }
    }
    failures.forEach(System.out::println);
    System.out.printf("%d tests passed, %d failed%n", passed, failures.size());
    System.exit(failures.isEmpty() && passed > 0 ? 0 : 1);
  }

  private static List<Class<?>> testClasses(Path classes)
      throws IOException, ClassNotFoundException {
    var types = new ArrayList<Class<?>>();
    try (var files = Files.list(classes.resolve("teatime"))) {
      for (var file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Test.class")) {
          types.add(Class.forName("teatime." + name.substring(0, name.length() - 6)));
        }
      }
    }
    return types;
  }

  private static List<Method> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
        .filter(method -> method.getReturnType() == void.class)
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** Returns what failed; empty if nothing did. */
  private static String run(Class<?> type, Method test) throws ReflectiveOperationException {
    try {
      test.invoke(type.getDeclaredConstructor().newInstance());
      return "";
    } catch (InvocationTargetException e) {
      var cause = e.getCause();
      var where =
          Arrays.stream(cause.getStackTrace())
              .filter(frame -> frame.getClassName().equals(type.getName()))
              .findFirst();
      return "FAIL %s.%s: %s%s"
          .formatted(
              type.getSimpleName(),
              test.getName(),
              cause instanceof AssertionError ? cause.getMessage() : cause,
              where.map(frame -> " (line " + frame.getLineNumber() + ")").orElse(""));
    }
  }
}
