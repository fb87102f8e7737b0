package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Items of Rust. What is implemented for a type is put into it. Functions that are only there in
 * tests have the modifier {@code test}.
 */
final class RustLowering {

  private final Map<String, String> imports = new HashMap<>();
  private final Map<String, List<Stmt>> implementations = new LinkedHashMap<>();
  private final RustBodies bodies;
  private final Set<String> attributes = new TreeSet<>();
  private String owner = "";
  private boolean test;

  RustLowering(RustMacros.Text reader) {
    this.bodies = new RustBodies(this, reader);
  }

  SourceUnit lower(Node root) {
    collect(root.parts());
    var body = new ArrayList<Stmt>();
    items(root.parts(), body);
    implementations.values().removeIf(List::isEmpty);
    implementations.forEach((type, own) -> body.add(type(own.getFirst().line(), type, own, "")));
    return new SourceUnit(Language.RUST, imports, body, root.isBroken());
  }

  String owner() {
    return owner;
  }

  /** Of what is lowered now. */
  Set<String> closureModifiers() {
    return test ? Set.of("test") : Set.of();
  }

  private static Stmt type(int line, String name, List<Stmt> members, String visibility) {
    Set<String> modifiers = visibility.isEmpty() ? Set.of() : Set.of(visibility);
    return new Stmt.DefineType(line, new TypeDecl(line, name, List.of(), members, modifiers));
  }

  /** Implementations stand before or behind their types. */
  private void collect(List<Node> items) {
    boolean before = test;
    for (Node item : items) {
      switch (item.type()) {
        case "attribute_item" -> attribute(item);
        case "mod_item" -> {
          test |= attributes.remove("@cfg(test)");
          collect(item.get("body").parts());
        }
        case "impl_item" -> {
          String type = RustTypes.name(item.get("type"));
          implementations
              .computeIfAbsent(type, _ -> new ArrayList<>())
              .addAll(members(type, item.get("body")));
        }
        default -> {}
      }
      if (!item.is("attribute_item")) {
        attributes.clear();
        test = before;
      }
    }
  }

  private void items(List<Node> items, List<Stmt> into) {
    for (Node item : items) {
      bodies.stmt(item, into);
    }
  }

  void attribute(Node node) {
    Node attribute = node.first();
    String written = attribute.string().replaceAll("\\s", "");
    if (written.matches("cfg\\((?:test\\)|all\\(test\\b.*)")) {
      attributes.add("@cfg(test)");
    } else {
      attributes.add("@" + attribute.first().string().replace("::", "."));
    }
  }

  /** False if the node is no item. */
  boolean item(Node node, List<Stmt> into) {
    int line = node.line();
    switch (node.type()) {
      case "attribute_item" -> {
        attribute(node);
        return true;
      }
      case "use_declaration" -> imported(node.get("argument"), "");
      case "function_item" -> into.add(new Stmt.Define(line, function(node)));
      case "struct_item", "union_item" -> struct(node, into);
      case "enum_item" -> enumeration(node, into);
      case "trait_item" -> {
        String name = node.get("name").string();
        into.add(type(line, name, members(name, node.get("body")), visibility(node)));
      }
      case "mod_item" -> module(node, into);
      case "const_item", "static_item" -> into.add(constant(node));
      case "impl_item" -> nested(node, into);
      case "extern_crate_declaration",
          "type_item",
          "foreign_mod_item",
          "macro_definition",
          "inner_attribute_item",
          "function_signature_item",
          "associated_type",
          "shebang",
          "empty_statement" -> {}
      default -> {
        attributes.clear();
        return false;
      }
    }
    attributes.clear();
    return true;
  }

  private static String visibility(Node node) {
    return node.has("visibility_modifier") ? "public" : "private";
  }

  private Stmt constant(Node node) {
    return new Stmt.Declare(
        node.line(),
        node.get("name").string(),
        RustTypes.name(node.get("type")),
        node.find("value").map(bodies::expr),
        !node.has("mutable_specifier"));
  }

  private void module(Node node, List<Stmt> into) {
    if (node.get("body").isNone()) {
      return;
    }
    boolean before = test;
    test |= attributes.contains("@cfg(test)");
    attributes.clear();
    var inner = new ArrayList<Stmt>();
    items(node.get("body").parts(), inner);
    into.add(new Stmt.Block(node.line(), inner));
    test = before;
  }

  private FunctionDecl function(Node node) {
    var modifiers = new TreeSet<>(attributes);
    boolean only =
        test
            || modifiers.contains("@cfg(test)")
            || modifiers.stream().anyMatch(each -> each.matches("@(?:\\w+\\.)*(?:rs)?test"));
    modifiers.add(visibility(node));
    if (node.child("function_modifiers").has("async")) {
      modifiers.add("async");
    }
    if (only) {
      modifiers.add("test");
    }
    attributes.clear();
    boolean valued = !node.get("return_type").isNone();
    boolean before = test;
    test = only;
    var body = inner(node.get("body"), valued);
    test = before;
    return new FunctionDecl(
        node.line(),
        node.get("name").string(),
        owner,
        RustTypes.params(node.get("parameters")),
        body,
        modifiers,
        RustTypes.name(node.get("return_type")),
        node.get("parameters").has("self_parameter") ? "self" : "",
        node.endLine());
  }

  /** A function within a method belongs to nothing. */
  private List<Stmt> inner(Node body, boolean valued) {
    return bodies.afresh(() -> bodies.function(body, valued));
  }

  private List<Stmt> members(String type, Node body) {
    String outer = owner;
    owner = type;
    var members = new ArrayList<Stmt>();
    var kept = new TreeSet<>(attributes);
    attributes.clear();
    for (Node part : body.parts()) {
      if (part.is("attribute_item", "function_item", "const_item")) {
        item(part, members);
      }
    }
    attributes.addAll(kept);
    owner = outer;
    return members;
  }

  private void struct(Node node, List<Stmt> into) {
    String name = node.get("name").string();
    var members = new ArrayList<Stmt>();
    Node body = node.get("body");
    for (Node field : body.parts()) {
      if (field.is("field_declaration")) {
        members.add(field(field.line(), field.get("name").string(), field.get("type")));
      } else if (field.field().equals("type")) {
        members.add(field(field.line(), String.valueOf(members.size()), field));
      }
    }
    own(name, members);
    into.add(type(node.line(), name, members, visibility(node)));
  }

  private static Stmt field(int line, String name, Node type) {
    return new Stmt.Declare(line, name, RustTypes.name(type), Optional.empty(), false);
  }

  private void own(String name, List<Stmt> members) {
    var own = implementations.remove(name);
    if (own != null) {
      members.addAll(own);
    }
  }

  private void enumeration(Node node, List<Stmt> into) {
    String name = node.get("name").string();
    var members = new ArrayList<Stmt>();
    own(name, members);
    if (!members.isEmpty()) {
      into.add(type(node.line(), name, members, visibility(node)));
    }
  }

  /** Those of the file were put into their types before. */
  private void nested(Node node, List<Stmt> into) {
    if (!owner.isEmpty() || bodies.isWithinFunction()) {
      String type = RustTypes.name(node.get("type"));
      into.add(type(node.line(), type, members(type, node.get("body")), ""));
    }
  }

  private void imported(Node node, String prefix) {
    switch (node.type()) {
      case "use_as_clause" -> imports.put(node.get("alias").string(), prefix + path(node));
      case "scoped_use_list" -> {
        String inner = prefix + dotted(node.get("path")) + ".";
        node.get("list").parts().forEach(each -> imported(each, inner));
      }
      case "use_list" -> node.parts().forEach(each -> imported(each, prefix));
      case "self" -> {
        String module = prefix.replaceFirst("\\.$", "");
        imports.put(module.substring(module.lastIndexOf('.') + 1), module);
      }
      case "identifier", "scoped_identifier" -> {
        String whole = prefix + dotted(node);
        imports.put(whole.substring(whole.lastIndexOf('.') + 1), whole);
      }
      default -> {}
    }
  }

  private static String path(Node node) {
    return dotted(node.get("path"));
  }

  private static String dotted(Node node) {
    return node.string().replaceAll("\\s", "").replace("::", ".");
  }
}
