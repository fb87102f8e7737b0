package dev.parley.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ProblemException;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.contract.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:s3cret%2F%40@db.example:5433/parley?sslmode=require",
        "postgres://me:s3cret%2F%40@db.example:5433/parley?sslmode=require",
        "jdbc:postgresql://me:s3cret%2F%40@db.example:5433/parley?sslmode=require"
      })
  void takesTheLoginOutOfTheAddress(String text) {
    var address = PostgresAddress.parse(text);

    assertThat(PostgresAddress.isOne(text)).isTrue();
    assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:5433/parley?sslmode=require");
    assertThat(address.login()).containsEntry("user", "me").containsEntry("password", "s3cret/@");
  }

  @Test
  void leavesALoginAmongTheParametersToTheDriver() {
    var address = PostgresAddress.parse("jdbc:postgresql://db/parley?user=me&password=s3cret");

    assertThat(address.url()).isEqualTo("jdbc:postgresql://db/parley?user=me&password=s3cret");
    assertThat(address.login()).isEmpty();
  }

  @Test
  void neverShowsAPassword() {
    assertThat(PostgresAddress.parse("postgresql://me:s3cret@db/parley").toString())
        .doesNotContain("s3cret");
    assertThat(PostgresAddress.parse("jdbc:postgresql://db/parley?password=s3cret").toString())
        .doesNotContain("s3cret");
  }

  @Test
  void aPathIsNoAddress() {
    assertThat(PostgresAddress.isOne("/home/me/.local/state/parley/parley.db")).isFalse();
  }

  @Test
  void refusesWhatIsMalformed() {
    assertThatThrownBy(() -> PostgresAddress.parse("postgresql://bad host/db"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("BAD_CONFIG");
  }

  @Test
  void saysWhatToDoWhenNobodyAnswers() {
    assertThatThrownBy(() ->
            SqlStore.open("postgresql://me:s3cret@127.0.0.1:1/x", Note.CODEC, new ManualClock()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("STORE_UNUSABLE")
        .hasMessageContaining("127.0.0.1:1/x")
        .message()
        .doesNotContain("s3cret");
  }
}
