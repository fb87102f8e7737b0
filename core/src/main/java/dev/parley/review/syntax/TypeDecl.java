package dev.parley.review.syntax;

import java.util.List;
import java.util.Set;

/**
 * A class, interface, record or enum.
 *
 * @param supertypes simple names
 * @param members fields as declarations, functions, types and initialisers, in order
 */
public record TypeDecl(
    int line, String name, List<String> supertypes, List<Stmt> members, Set<String> modifiers) {

  public TypeDecl {
    supertypes = List.copyOf(supertypes);
    members = List.copyOf(members);
    modifiers = Set.copyOf(modifiers);
  }
}
