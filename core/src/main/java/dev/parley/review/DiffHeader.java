package dev.parley.review;

import dev.parley.review.FileChange.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the lines before a file's hunks say of it. */
final class DiffHeader {

  private static final String NOTHING = "/dev/null";

  private final int firstLine;
  private int line;
  private String bothNames = "";
  private @Nullable String oldName;
  private @Nullable String newName;
  private @Nullable String renamedFrom;
  private @Nullable String renamedTo;
  private String oldMode = "";
  private String newMode = "";
  private Kind kind = Kind.MODIFIED;
  private boolean binary;

  DiffHeader(int firstLine) {
    this.firstLine = firstLine;
    this.line = firstLine;
  }

  /** What follows {@code diff --git}. */
  void names(String both) {
    bothNames = both;
    line++;
  }

  /** Takes an extended header line; false if it is none. */
  boolean take(String text) {
    int colon = text.lastIndexOf(' ');
    String value = colon < 0 ? "" : text.substring(colon + 1);
    if (text.startsWith("index ")) {
      takeIndex(text);
    } else if (text.startsWith("old mode ")) {
      oldMode = mode(value);
    } else if (text.startsWith("new mode ")) {
      newMode = mode(value);
    } else if (text.startsWith("new file mode ")) {
      newMode = mode(value);
      kind = Kind.ADDED;
    } else if (text.startsWith("deleted file mode ")) {
      oldMode = mode(value);
      kind = Kind.DELETED;
    } else if (text.startsWith("rename from ") || text.startsWith("copy from ")) {
      renamedFrom = name(text.substring(text.indexOf(" from ") + 6));
    } else if (text.startsWith("rename to ") || text.startsWith("copy to ")) {
      renamedTo = name(text.substring(text.indexOf(" to ") + 4));
      kind = text.startsWith("copy") ? Kind.COPIED : Kind.RENAMED;
    } else if (text.startsWith("Binary files ") && text.endsWith(" differ")) {
      binary = true;
    } else if (!text.startsWith("similarity index ") && !text.startsWith("dissimilarity index ")) {
      return false;
    }
    line++;
    return true;
  }

  /** {@code index 1234..5678 100644}: the mode only if it stays. */
  private void takeIndex(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length == 3) {
      oldMode = mode(parts[2]);
      newMode = oldMode;
    } else if (parts.length != 2) {
      throw malformed("not an index line");
    }
  }

  private String mode(String value) {
    if (!value.matches("[0-7]{6}")) {
      throw malformed("not a file mode: " + value);
    }
    return value;
  }

  void oldName(String text) {
    oldName = sideName(text.substring(4));
    line++;
  }

  void newName(String text) {
    newName = sideName(text.substring(4));
    line++;
  }

  boolean startsBinary(String text) {
    return text.equals("GIT binary patch");
  }

  void markBinary() {
    binary = true;
  }

  /** A name with blanks in it is followed by a tab, and plain diff puts a time there. */
  private String sideName(String text) {
    if (text.startsWith("\"")) {
      return name(text);
    }
    int tab = text.indexOf('\t');
    return name(tab < 0 ? text : text.substring(0, tab));
  }

  FileChange change(List<Hunk> hunks) {
    if (NOTHING.equals(oldName) && kind == Kind.MODIFIED) {
      kind = Kind.ADDED;
    }
    if (NOTHING.equals(newName) && kind == Kind.MODIFIED) {
      kind = Kind.DELETED;
    }
    String path;
    String oldPath;
    if (renamedFrom != null && renamedTo != null) {
      oldPath = renamedFrom;
      path = renamedTo;
    } else if (renamedFrom != null || renamedTo != null) {
      throw malformed("only one side of a rename is named");
    } else {
      path = onlyPath();
      oldPath = path;
    }
    check(hunks);
    return new FileChange(kind, path, oldPath, oldMode, newMode, binary, hunks);
  }

  private void check(List<Hunk> hunks) {
    boolean oldLines =
        hunks.stream().anyMatch(h -> h.lines().stream().anyMatch(l -> l.oldLine() > 0));
    boolean newLines =
        hunks.stream().anyMatch(h -> h.lines().stream().anyMatch(l -> l.newLine() > 0));
    if ((kind == Kind.ADDED && oldLines) || (kind == Kind.DELETED && newLines)) {
      throw malformed("a file that is " + kind + " has lines on both sides");
    }
    if (binary && !hunks.isEmpty()) {
      throw malformed("a binary file has lines");
    }
  }

  /** The one path of a file that was not renamed: from ---, +++, else from the first line. */
  private String onlyPath() {
    Optional<String> before = side(oldName, "a/");
    Optional<String> after = side(newName, "b/");
    if (before.isPresent() && after.isPresent()) {
      if (!before.get().equals(after.get())) {
        return unprefixed();
      }
      return before.get();
    }
    return before.or(() -> after).orElseGet(this::fromFirstLine);
  }

  private static Optional<String> side(@Nullable String name, String prefix) {
    if (name == null || name.equals(NOTHING)) {
      return Optional.empty();
    }
    return Optional.of(name.startsWith(prefix) ? name.substring(prefix.length()) : name);
  }

  /** Neither a/ nor b/: the names must be the same up to a prefix of one letter. */
  private String unprefixed() {
    String before = String.valueOf(oldName);
    String after = String.valueOf(newName);
    return sameWithoutPrefix(before, after)
        .orElseThrow(() -> malformed("two names without a rename: " + before + ", " + after));
  }

  private static Optional<String> sameWithoutPrefix(String before, String after) {
    if (before.equals(after)) {
      return Optional.of(before);
    }
    boolean lettered =
        before.length() > 2
            && after.length() > 2
            && before.charAt(1) == '/'
            && after.charAt(1) == '/';
    return lettered && before.substring(2).equals(after.substring(2))
        ? Optional.of(before.substring(2))
        : Optional.empty();
  }

  /** {@code a/x b/x}, both halves the same, quoted or not. */
  private String fromFirstLine() {
    if (bothNames.startsWith("\"")) {
      int end = closingQuote(bothNames);
      if (end > 0 && end + 2 < bothNames.length()) {
        String before = name(bothNames.substring(0, end + 1));
        String after = name(bothNames.substring(end + 2));
        return sameWithoutPrefix(before, after).orElseThrow(this::noName);
      }
      throw noName();
    }
    int middle = bothNames.length() / 2;
    if (bothNames.length() % 2 == 1 && bothNames.charAt(middle) == ' ') {
      return sameWithoutPrefix(bothNames.substring(0, middle), bothNames.substring(middle + 1))
          .orElseThrow(this::noName);
    }
    throw noName();
  }

  private MalformedDiffException noName() {
    return malformed("the file's name cannot be told");
  }

  private static int closingQuote(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i;
      }
    }
    return -1;
  }

  /** A name as it is, from one that git may have quoted like C. */
  private String name(String text) {
    if (!text.startsWith("\"")) {
      if (text.isEmpty()) {
        throw malformed("a name is empty");
      }
      return text;
    }
    int end = closingQuote(text);
    if (end < 2 || !text.substring(end + 1).isBlank()) {
      throw malformed("a quoted name is not closed");
    }
    return unquoted(text.substring(1, end));
  }

  private String unquoted(String text) {
    var bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '\\') {
        int next = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
        i = next;
      } else if (i + 3 < text.length() && text.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 4), 8));
        i += 4;
      } else {
        bytes.write(escaped(text.charAt(i + 1)));
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("a name is not valid UTF-8");
    }
  }

  private char escaped(char c) {
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 11;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case '"', '\\' -> c;
      default -> throw malformed("unknown escape \\" + c);
    };
  }

  private MalformedDiffException malformed(String message) {
    return new MalformedDiffException(Math.max(firstLine, line), message);
  }
}
