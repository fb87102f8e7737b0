package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.Surface;
import java.util.ArrayList;
import java.util.List;

/** What is imported, and under what name. */
final class Imports {

  private final Language language;

  Imports(Language language) {
    this.language = language;
  }

  boolean isImport(Node node) {
    return switch (language) {
      case JAVA -> node.is("import_declaration");
      case JAVASCRIPT, TYPESCRIPT, TSX -> node.is("import_statement");
      case PYTHON ->
          node.is("import_statement", "import_from_statement", "future_import_statement");
      case GO -> node.is("import_declaration");
      case RUST -> node.is("use_declaration");
    };
  }

  List<Surface.Import> of(Node node) {
    var found = new ArrayList<Surface.Import>();
    switch (language) {
      case JAVA -> java(node, found);
      case JAVASCRIPT, TYPESCRIPT, TSX -> script(node, found);
      case PYTHON -> python(node, found);
      case GO -> go(node, found);
      case RUST -> rust(node, found);
    }
    return found;
  }

  private static void java(Node node, List<Surface.Import> found) {
    String path = node.first().string();
    if (node.is("import_declaration")) {
      boolean all = node.has("asterisk");
      String name = all ? "" : path.substring(path.lastIndexOf('.') + 1);
      found.add(new Surface.Import(node.line(), name, path, all));
    }
  }

  private static void script(Node node, List<Surface.Import> found) {
    String module = ScriptExpressions.text(node.get("source"));
    for (Node part : node.child("import_clause").parts()) {
      switch (part.type()) {
        case "identifier" ->
            found.add(new Surface.Import(part.line(), part.string(), module, false));
        case "namespace_import" ->
            found.add(new Surface.Import(part.line(), part.first().string(), module, false));
        case "named_imports" -> {
          for (Node each : part.parts()) {
            Node name = each.find("alias").orElse(each.get("name"));
            found.add(new Surface.Import(each.line(), name.string(), module, false));
          }
        }
        default -> {}
      }
    }
  }

  private static void go(Node node, List<Surface.Import> found) {
    if (!node.is("import_spec")) {
      node.parts().forEach(part -> go(part, found));
      return;
    }
    String path = node.get("path").string().replace("\"", "");
    String name = node.find("name").map(Node::string).orElse(path.replaceFirst(".*/", ""));
    found.add(
        new Surface.Import(node.line(), name.equals(".") ? "" : name, path, name.equals(".")));
  }

  /**
   * What is used for others to use is left out, and so are traits, which are used without a name.
   */
  private static void rust(Node node, List<Surface.Import> found) {
    if (node.child("visibility_modifier").isNone()) {
      used(node.get("argument"), found);
    }
  }

  private static void used(Node node, List<Surface.Import> found) {
    switch (node.type()) {
      case "identifier", "type_identifier" ->
          found.add(new Surface.Import(node.line(), node.string(), node.string(), false));
      case "scoped_identifier" ->
          found.add(
              new Surface.Import(node.line(), node.get("name").string(), node.string(), false));
      case "use_as_clause" ->
          found.add(
              new Surface.Import(node.line(), node.get("alias").string(), node.string(), false));
      case "use_wildcard" -> found.add(new Surface.Import(node.line(), "", node.string(), true));
      case "scoped_use_list" -> used(node.get("list"), found);
      case "use_list" -> node.parts().forEach(part -> used(part, found));
      default -> {}
    }
  }

  private static void python(Node node, List<Surface.Import> found) {
    String module = node.find("module_name").map(Node::string).orElse("");
    if (!node.child("wildcard_import").isNone()) {
      found.add(new Surface.Import(node.line(), "", module, true));
    }
    if (node.is("future_import_statement")) {
      return;
    }
    node.all("name")
        .forEach(each -> {
          String written = each.is("aliased_import") ? each.get("name").string() : each.string();
          String alias = each.find("alias").map(Node::string).orElse("");
          // "import a as a" says that it is there for others.
          if (!alias.equals(written)) {
            String name =
                alias.isEmpty() ? (module.isEmpty() ? written.split("\\.", 2)[0] : written) : alias;
            String path = module.isEmpty() ? written : module + "." + written;
            found.add(new Surface.Import(each.line(), name, path, false));
          }
        });
  }
}
