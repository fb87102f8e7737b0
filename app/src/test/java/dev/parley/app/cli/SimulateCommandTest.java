package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

  private static final String GRAPH =
      """
      {"tasks":[
        {"id":"mould/1","duration_s":10,"estimate_s":3,"files":["x"]},
        {"id":"cast","duration_s":5,"dependencies":["mould/1"],"files":["x"]},
        {"id":"chase","duration_s":7.5}]}
      """;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(folder.resolve("home"), folder);
  }

  @Test
  void printsWhenEachTaskRunsAndHowNearTheLowerBoundThatIs() throws IOException {
    write(GRAPH);

    var typed = shell.type("simulate", "--graph", "graph.json", "--slots", "2", "--json");

    assertThat(typed.exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(typed.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"makespan_s":15.0,"lower_bound_s":15.0,"schedule":[
                      {"id":"mould/1","start_s":0.0,"end_s":10.0},
                      {"id":"chase","start_s":0.0,"end_s":7.5},
                      {"id":"cast","start_s":10.0,"end_s":15.0}]}
                    """));
  }

  @Test
  void comparesThePoliciesForPeople() throws IOException {
    write(GRAPH);

    var typed =
        shell.type("simulate", "--graph", "graph.json", "--slots", "2", "--policy", "batch");

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out())
        .contains("         0.0         10.0  mould/1")
        .contains("batch                 15.0 s  1.000 times the lower bound  <- shown")
        .contains("sequential            22.5 s  1.500 times the lower bound");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"tasks\":[]} | graph.json:1:2: 0 tasks",
        "{\"tasks\":[{\"id\":\"a\"}]} | graph.json:1:11: \"duration_s\" is missing",
        "{\"tasks\":[{\"id\":\"a\",\"duration_s\":-1}]} | \"duration_s\" is out of range",
        "{\"tasks\":[{\"id\":\"a\",\"duration_s\":\"1\"}]} | \"duration_s\" must be a number, not a text",
        "{\"tasks\":[{\"id\":\"a\",\"duration\":1}]} | Did you mean \"duration_s\"?",
        "{\"tasks\":[{\"id\":\"a\",\"duration_s\":1},{\"id\":\"a\",\"duration_s\":1}]} | task id a is used twice",
        "{\"tasks\":[{\"id\":\"a\",\"duration_s\":1,\"dependencies\":[\"b\"]}]} | it depends on b, which does not exist",
        "{\"tasks\":[{\"id\":\"a\",\"duration_s\":1,\"dependencies\":[\"a\"]}]} | a depends on itself, directly or through others",
        "{\"tasks\" | graph.json:1:",
      })
  void aGraphThatIsNoneIsRefusedWithThePlace(String graph, String message) throws IOException {
    write(graph);

    var typed = shell.type("simulate", "--graph", "graph.json", "--slots", "2");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("graph.json:1:").contains(message.strip());
    assertThat(typed.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--slots 0, Give a number from 1",
    "--slots 2 --policy best, 'Give one of critical-path, fifo, batch, sequential.'"
  })
  void wrongUsageIsRefused(String options, String message) throws IOException {
    write(GRAPH);

    var typed = shell.type(("simulate --graph graph.json " + options).split(" "));

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(message);
  }

  @Test
  void garbageNeverBreaksIt() throws IOException {
    var random = new Random(5);
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder(GRAPH);
      for (int edits = 0; edits < 3; edits++) {
        text.setCharAt(random.nextInt(text.length()), "{}[]\":,a1-e. ".charAt(random.nextInt(13)));
      }
      write(text.toString());

      var typed = shell.type("simulate", "--graph", "graph.json", "--slots", "2", "--json");

      assertThat(typed.exitCode()).as(text.toString()).isIn(0, 2);
      assertThat(typed.err()).doesNotContain("Exception");
    }
  }

  private void write(String graph) throws IOException {
    Files.writeString(folder.resolve("graph.json"), graph);
  }
}
