package dev.parley.git;

/**
 * A file in a tree.
 *
 * @param mode as git prints it: {@code 100644}, {@code 100755}, {@code 120000} (symlink) or {@code
 *     160000} (submodule)
 * @param path from the repository's root, with slashes
 * @param sizeBytes 0 for a submodule
 */
public record TreeEntry(String mode, String path, String blob, long sizeBytes) {}
