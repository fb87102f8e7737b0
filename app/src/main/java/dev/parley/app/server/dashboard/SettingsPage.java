package dev.parley.app.server.dashboard;

import dev.parley.app.config.ConfigurationLoader;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.config.LimitText;
import dev.parley.app.run.StoredLimits;
import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.dashboard.SettingsView.Saved;
import dev.parley.app.server.dashboard.SettingsView.Typed;
import dev.parley.app.server.office.Office;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.LimitsService;
import dev.parley.safety.LimitKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Limits: looked at, and changed. */
final class SettingsPage {

  private static final String PATH = "/settings";

  private final Office office;
  private final Pages pages;
  private final Assets assets;

  SettingsPage(Office office, Pages pages, Assets assets) {
    this.office = office;
    this.pages = pages;
    this.assets = assets;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, context -> show(context, Typed.NOTHING, Optional.empty()), Role.READ);
    routes.post(PATH, this::save, Role.ADMIN);
    routes.post(PATH + "/profile", this::takeProfile, Role.ADMIN);
  }

  private void save(Context context) {
    var limits = limits(context);
    var before = limits.inForce(Optional.empty()).limits();
    Map<String, String> typed = new LinkedHashMap<>();
    Map<String, String> changed = new LinkedHashMap<>();
    Map<String, String> errors = new LinkedHashMap<>();
    for (var key : LimitKey.values()) {
      var value = Optional.ofNullable(context.formParam(key.wireName())).map(String::strip);
      value.ifPresent(text -> {
        typed.put(key.wireName(), text);
        if (!text.equals(key.text(before))) {
          changed.put(key.wireName(), text);
          error(key, text).ifPresent(error -> errors.put(key.wireName(), error));
        }
      });
    }
    if (!errors.isEmpty()) {
      context.status(422);
      show(context, new Typed(typed, errors), Optional.empty());
    } else if (changed.isEmpty()) {
      var nothing =
          new Saved("Nothing was changed: these are the limits already.", java.util.List.of());
      show(context, Typed.NOTHING, Optional.of(nothing));
    } else {
      show(context, Typed.NOTHING, Optional.of(SettingsView.saved(limits.set(changed))));
    }
  }

  private void takeProfile(Context context) {
    var profile = Optional.ofNullable(context.formParam("profile")).orElse("");
    var reached = limits(context).set(Map.of("profile", profile));
    show(context, Typed.NOTHING, Optional.of(SettingsView.saved(reached)));
  }

  private static Optional<String> error(LimitKey key, String value) {
    var name = "limits." + key.wireName();
    try {
      var _ =
          ConfigurationLoader.changes(
              new Flags(Map.of(name, value), Map.of(name, "settings"), Optional.empty()));
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of("Must be " + LimitText.of(key).expected() + ".");
    }
  }

  private StoredLimits limits(Context context) {
    return new StoredLimits(office.surroundings(Principal.of(context)));
  }

  private void show(Context context, Typed typed, Optional<Saved> saved) {
    var view =
        SettingsView.of(
            limits(context).inForce(Optional.empty()),
            LimitsService.history(office.runs().events()),
            typed,
            saved);
    var shell = Shell.of("Settings", Shell.Section.SETTINGS, Principal.of(context), assets);
    pages.send(context, "settings", Map.of("shell", shell, "view", view));
  }
}
