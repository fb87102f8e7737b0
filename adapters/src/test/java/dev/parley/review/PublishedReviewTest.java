package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.requirements.Published;
import org.junit.jupiter.api.Test;

class PublishedReviewTest {

  @Test
  void asksForTheAnswerThatIsPublished() {
    var json = new JacksonJsonCodec();

    assertThat(json.parse(ReviewPrompt.SCHEMA.json()).fields())
        .isEqualTo(json.parse(Published.schema("review")).fields());
  }

  @Test
  void asksForTheRefutationThatIsPublished() {
    var json = new JacksonJsonCodec();

    assertThat(json.parse(Refuter.SCHEMA.json()).fields())
        .isEqualTo(json.parse(Published.schema("refutation")).fields());
  }
}
