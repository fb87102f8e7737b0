package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The JSON of the two protocols, as trees. */
final class Json {

  /** Of a whole answer. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxStringLength(MAX_BYTES)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** The tree; empty if the text is not one JSON value. */
  static Optional<JsonNode> tree(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  /** The tree; empty if the text is not one JSON object. */
  static Optional<ObjectNode> object(String text) {
    return tree(text).filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }
}
