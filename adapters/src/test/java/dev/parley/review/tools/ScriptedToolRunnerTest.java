package dev.parley.review.tools;

import dev.parley.review.tools.AnalyserTool.Scope;
import dev.parley.testkit.ScriptedToolRunner;
import dev.parley.testkit.ScriptedToolRunner.Behaviour;
import dev.parley.testkit.contract.ToolRunnerContract;

final class ScriptedToolRunnerTest extends ToolRunnerContract {

  @Override
  protected ToolRunner runner() {
    return new ScriptedToolRunner()
        .tell("reporting", new Behaviour.Reports(RULE, WORD))
        .tell("failing", new Behaviour.Fails("it ended with exit code 3"));
  }

  @Override
  protected AnalyserTool reporting() {
    return tool("reporting", "reporting", Scope.FLAT);
  }

  @Override
  protected AnalyserTool failing() {
    return tool("failing", "failing", Scope.FLAT);
  }
}
