/**
 * Models over HTTP: Anthropic Messages and whatever speaks OpenAI's Chat Completions. Start with
 * {@link dev.parley.adapters.langchain4j.LangChainModelClient}.
 *
 * <p>LangChain4j writes the requests. Sending them and reading the answers is done here, because
 * what decides about retries and money is what it hides: status, headers and body of a failure,
 * usage that was not reported, a refusal, and a stream that ended too soon.
 */
@NullMarked
package dev.parley.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
