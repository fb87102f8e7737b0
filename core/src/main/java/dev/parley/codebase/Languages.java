package dev.parley.codebase;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The language of a file, by its extension or name. Languages people program in, not data. */
final class Languages {

  private static final Map<String, String> BY_EXTENSION = new HashMap<>();

  static {
    put("Java", "java");
    put("Kotlin", "kt", "kts");
    put("Scala", "scala", "sc");
    put("Groovy", "groovy", "gradle");
    put("Clojure", "clj", "cljs", "cljc");
    put("JavaScript", "js", "mjs", "cjs", "jsx");
    put("TypeScript", "ts", "mts", "cts", "tsx");
    put("Vue", "vue");
    put("Svelte", "svelte");
    put("Python", "py", "pyi");
    put("Go", "go");
    put("Rust", "rs");
    put("C", "c", "h");
    put("C++", "cc", "cpp", "cxx", "hh", "hpp", "hxx");
    put("C#", "cs");
    put("F#", "fs", "fsx");
    put("Swift", "swift");
    put("Objective-C", "m", "mm");
    put("Ruby", "rb", "rake");
    put("PHP", "php");
    put("Perl", "pl", "pm");
    put("Lua", "lua");
    put("R", "r");
    put("Julia", "jl");
    put("Dart", "dart");
    put("Elixir", "ex", "exs");
    put("Erlang", "erl", "hrl");
    put("Haskell", "hs");
    put("OCaml", "ml", "mli");
    put("Zig", "zig");
    put("Nim", "nim");
    put("Shell", "sh", "bash", "zsh");
    put("PowerShell", "ps1", "psm1");
    put("SQL", "sql");
    put("HTML", "html", "htm");
    put("CSS", "css", "scss", "sass", "less");
    put("Terraform", "tf");
    put("Protocol Buffers", "proto");
  }

  private Languages() {}

  /** Empty for data, documents, and what is not known. */
  static Optional<String> of(String path) {
    var name = Folder.nameOf(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  private static void put(String language, String... extensions) {
    for (var extension : extensions) {
      BY_EXTENSION.put(extension, language);
    }
  }
}
