package dev.parley.javachecks;

import dev.parley.javachecks.Request.Source;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source in memory. Its address has a number, since a path may contain anything. */
final class SourceFile extends SimpleJavaFileObject {

  private final String text;

  SourceFile(int number, Source source) {
    super(URI.create("source:///" + number + "/" + name(source.path())), Kind.SOURCE);
    this.text = source.text();
  }

  /** What javac holds a public class's name against. */
  private static String name(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_$.-]", "_");
    return name.endsWith(".java") ? name : name + ".java";
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
