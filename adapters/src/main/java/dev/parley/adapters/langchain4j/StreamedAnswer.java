package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts the events of a stream together to the answer that would have come whole. */
interface StreamedAnswer {

  /**
   * Takes the data of one event.
   *
   * @return whether the answer goes on; false after the protocol's last event
   * @throws dev.parley.llm.ModelFailure for an error the stream reports
   */
  boolean accept(String data);

  /**
   * The whole answer.
   *
   * @throws dev.parley.llm.ModelFailure CONNECTION if the stream ended before the answer did
   */
  JsonNode whole();
}
