package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Language;
import java.util.regex.Pattern;

/**
 * What the grammars of JavaScript and TypeScript cannot read yet although the language has it,
 * written as they can. Lines stay where they are. Only meant for a text that could not be read as
 * it is: in strings, the same letters would be changed, too.
 */
final class NewerSyntax {

  /** TypeScript 5.0: {@code export type * from './types'}. */
  private static final Pattern TYPE_EXPORT =
      Pattern.compile("(?m)^(\\s*export[ \\t]+)type([ \\t]*\\*)");

  /** A list of type arguments that begins with a function's own type parameters. */
  private static final Pattern DOUBLE_BRACKET =
      Pattern.compile("<<(?=[A-Za-z_$][\\w$]*\\s+extends\\b)");

  /** TypeScript: {@code load<typeof import('./module')>(...)}. */
  private static final Pattern IMPORTED_TYPE =
      Pattern.compile("(?<=<)(\\s*)typeof\\s+import\\(\\s*(['\"])[^'\"\\n]*\\2\\s*\\)(?=\\s*>)");

  /** An attribute of JSX may have any name, also that of a keyword. */
  private static final Pattern CLASS_ATTRIBUTE =
      Pattern.compile("(?<=\\s)class(?=\\s*=\\s*[\"'{])");

  private NewerSyntax() {}

  static String readable(Language language, String text) {
    return switch (language) {
      case JAVASCRIPT -> CLASS_ATTRIBUTE.matcher(text).replaceAll("klass");
      case TYPESCRIPT -> typed(text);
      case TSX -> typed(CLASS_ATTRIBUTE.matcher(text).replaceAll("klass"));
      case JAVA, PYTHON, GO, RUST -> text;
    };
  }

  private static String typed(String text) {
    String exported = TYPE_EXPORT.matcher(text).replaceAll("$1    $2");
    String opened = DOUBLE_BRACKET.matcher(exported).replaceAll("< <");
    return IMPORTED_TYPE.matcher(opened).replaceAll("$1any");
  }
}
