package dev.parley.llm;

import java.util.random.RandomGenerator;

/**
 * Begins prompts.
 *
 * @param random for the nonces of the marks around foreign text
 * @param folder where the user's checkout lies, which says nothing about what is asked; may be
 *     empty
 */
public record Prompts(RandomGenerator random, String folder) {

  /** A prompt with a nonce of its own. Prompts that begin alike should be begun by one. */
  public Prompt begin() {
    return new Prompt(DataBlock.nonce(random), folder);
  }

  /**
   * A conversation's prompts: they share the nonce, so that what they begin with alike is the same
   * to the byte and the provider can cache it.
   */
  public record Prompt(String nonce, String folder) {

    /** Foreign text between its marks, to be taken as it is: code, and what people said. */
    public PromptText data(String label, PromptText text) {
      return DataBlock.wrap(nonce, label, text);
    }

    /** Foreign text in which the checkout's folder is not part of the question. */
    public PromptText data(String label, String text) {
      return data(label, PromptText.of(text).without(folder));
    }
  }
}
