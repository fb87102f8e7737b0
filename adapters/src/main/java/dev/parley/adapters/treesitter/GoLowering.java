package dev.parley.adapters.treesitter;

import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Declarations of Go. Methods are put into the type they are declared for. */
final class GoLowering {

  private final Map<String, String> imports = new HashMap<>();
  private final Map<String, List<Stmt>> methods = new LinkedHashMap<>();
  private final GoTypes types = new GoTypes(imports);
  private final GoBodies bodies = new GoBodies(this, types);

  SourceUnit lower(Node root) {
    var parts = root.parts();
    parts.stream().filter(part -> part.is("import_declaration")).forEach(this::imported);
    var body = new ArrayList<Stmt>();
    parts.stream().filter(part -> part.is("method_declaration")).forEach(this::method);
    parts.forEach(part -> bodies.stmt(part, body));
    methods.forEach((owner, own) ->
        body.add(
            new Stmt.DefineType(
                own.getFirst().line(),
                new TypeDecl(own.getFirst().line(), owner, List.of(), own, visibility(owner)))));
    return new SourceUnit(Language.GO, imports, body, root.isBroken());
  }

  private void imported(Node node) {
    if (node.is("import_spec")) {
      String path = GoExpressions.text(node.get("path"));
      String alias = node.find("name").map(Node::string).orElse(GoTypes.packageName(path));
      imports.put(alias, path.replaceFirst("/v\\d+$", ""));
    } else {
      node.parts().forEach(this::imported);
    }
  }

  private static Set<String> visibility(String name) {
    boolean exported = !name.isEmpty() && Character.isUpperCase(name.charAt(0));
    return Set.of(exported ? "public" : "private");
  }

  FunctionDecl function(Node node) {
    return function(node, "", "");
  }

  private FunctionDecl function(Node node, String owner, String receiver) {
    String name = node.find("name").map(Node::string).orElse("");
    return new FunctionDecl(
        node.line(),
        name,
        owner,
        types.params(node.get("parameters")),
        body(node),
        name.isEmpty() ? Set.of() : modifiers(name, node.get("receiver").first()),
        types.results(node.get("result")),
        receiver,
        node.endLine());
  }

  /** A method of a value, and not of where it is kept, has its own copy. */
  private static Set<String> modifiers(String name, Node receiver) {
    var modifiers = new HashSet<>(visibility(name));
    if (!receiver.isNone() && !receiver.get("type").is("pointer_type")) {
      modifiers.add("value");
    }
    return modifiers;
  }

  /** With what its named results are at first. */
  private List<Stmt> body(Node node) {
    var body = new ArrayList<Stmt>();
    Node result = node.get("result");
    if (result.is("parameter_list")) {
      for (Node each : result.parts()) {
        each.all("name")
            .filter(name -> !name.is("blank_identifier") && !name.string().equals("_"))
            .forEach(name ->
                body.add(
                    new Stmt.Declare(
                        name.line(),
                        name.string(),
                        types.name(each.get("type")),
                        Optional.empty(),
                        false)));
      }
    }
    body.addAll(bodies.block(node.get("body")));
    return body;
  }

  private void method(Node node) {
    Node receiver = node.get("receiver").first();
    String owner = types.name(receiver.get("type"));
    String self = receiver.find("name").map(Node::string).orElse("");
    methods
        .computeIfAbsent(owner, _ -> new ArrayList<>())
        .add(new Stmt.Define(node.line(), function(node, owner, self)));
  }

  void type(Node spec, List<Stmt> into) {
    String name = spec.get("name").string();
    Node type = spec.get("type");
    var members = new ArrayList<Stmt>();
    var supertypes = new ArrayList<String>();
    for (Node field : type.child("field_declaration_list").parts()) {
      String fieldType = types.name(field.get("type"));
      var names = field.all("name").map(Node::string).toList();
      if (names.isEmpty() && !fieldType.isEmpty()) {
        supertypes.add(fieldType);
      }
      (names.isEmpty() ? List.of(GoTypes.packageName(fieldType.replace('.', '/'))) : names)
          .forEach(each ->
              members.add(
                  new Stmt.Declare(
                      field.line(),
                      each,
                      fieldType,
                      Optional.empty(),
                      false,
                      GoTypes.marks(field.get("type")))));
    }
    var own = methods.remove(name);
    if (own != null) {
      members.addAll(own);
    }
    if (type.is("struct_type") || own != null) {
      into.add(
          new Stmt.DefineType(
              spec.line(), new TypeDecl(spec.line(), name, supertypes, members, visibility(name))));
    }
  }
}
