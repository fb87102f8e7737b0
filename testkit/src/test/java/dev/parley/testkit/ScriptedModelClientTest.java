package dev.parley.testkit;

import dev.parley.llm.ModelClient;
import dev.parley.llm.Role;
import dev.parley.testkit.contract.ModelClientContract;

class ScriptedModelClientTest extends ModelClientContract {

  @Override
  protected ModelClient client(ModelScene... scenes) {
    return new ScriptedModelClient().on(Role.CODING, scenes);
  }
}
