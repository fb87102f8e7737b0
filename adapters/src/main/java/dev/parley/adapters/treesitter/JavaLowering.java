package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Java's declarations; what stands in bodies is in {@link JavaBodies}. */
final class JavaLowering {

  private final JavaBodies bodies = new JavaBodies(this);

  SourceUnit lower(Node root) {
    var imports = new HashMap<String, String>();
    var body = new ArrayList<Stmt>();
    for (Node part : root.parts()) {
      if (part.is("import_declaration")) {
        String name = part.first().string();
        if (!part.has("asterisk")) {
          imports.put(name.substring(name.lastIndexOf('.') + 1), name);
        }
      } else {
        bodies.stmt(part, body);
      }
    }
    return new SourceUnit(Language.JAVA, imports, body, root.isBroken());
  }

  static boolean isType(Node node) {
    return node.is(
        "class_declaration",
        "interface_declaration",
        "record_declaration",
        "enum_declaration",
        "annotation_type_declaration");
  }

  TypeDecl type(Node node) {
    String name = node.get("name").string();
    var members = new ArrayList<Stmt>();
    if (node.is("record_declaration")) {
      for (Param param : params(node.get("parameters"))) {
        members.add(
            new Stmt.Declare(node.line(), param.name(), param.type(), Optional.empty(), true));
      }
    }
    members.addAll(members(node.get("body"), name));
    var modifiers = modifiers(node);
    modifiers.add(node.type().substring(0, node.type().indexOf('_')));
    return new TypeDecl(node.line(), name, supertypes(node), members, modifiers);
  }

  private static List<String> supertypes(Node node) {
    var names = new ArrayList<String>();
    for (Node part : node.children()) {
      if (part.is("superclass")) {
        names.add(Lowering.simpleType(part.first().string()));
      } else if (part.is("super_interfaces", "extends_interfaces")) {
        part.first().parts().forEach(type -> names.add(Lowering.simpleType(type.string())));
      }
    }
    return names;
  }

  List<Stmt> members(Node body, String owner) {
    var members = new ArrayList<Stmt>();
    for (Node part : body.parts()) {
      switch (part.type()) {
        case "method_declaration", "constructor_declaration", "compact_constructor_declaration" ->
            members.add(new Stmt.Define(part.line(), function(part, owner)));
        case "static_initializer" ->
            members.add(new Stmt.Block(part.line(), bodies.stmts(part.first().parts())));
        case "block" -> members.add(new Stmt.Block(part.line(), bodies.stmts(part.parts())));
        case "enum_body_declarations" -> members.addAll(members(part, owner));
        default -> bodies.stmt(part, members);
      }
    }
    return members;
  }

  private FunctionDecl function(Node node, String owner) {
    boolean method = node.is("method_declaration");
    return new FunctionDecl(
        node.line(),
        method ? node.get("name").string() : FunctionDecl.INIT,
        owner,
        params(node.get("parameters")),
        bodies.stmts(node.get("body").parts()),
        modifiers(node),
        node.find("type").map(type -> Lowering.simpleType(type.string())).orElse(""),
        "",
        node.endLine());
  }

  static Set<String> modifiers(Node node) {
    var names = new HashSet<String>();
    for (Node each : node.child("modifiers").children()) {
      names.add(each.is("annotation", "marker_annotation") ? annotation(each) : each.type());
    }
    return names;
  }

  private static String annotation(Node node) {
    return "@" + Lowering.simpleType(node.get("name").string());
  }

  List<Param> params(Node node) {
    var params = new ArrayList<Param>();
    for (Node each : node.parts()) {
      if (each.is("formal_parameter")) {
        String dims = each.find("dimensions").map(Node::string).orElse("");
        params.add(
            new Param(
                List.of(each.get("name").string()),
                Lowering.simpleType(each.get("type").string()) + dims,
                annotations(each)));
      } else if (each.is("spread_parameter")) {
        String name = each.child("variable_declarator").get("name").string();
        params.add(new Param(List.of(name), "[]", annotations(each)));
      }
    }
    return params;
  }

  private static List<String> annotations(Node node) {
    return modifiers(node).stream()
        .filter(name -> name.startsWith("@"))
        .map(name -> name.substring(1))
        .toList();
  }
}
