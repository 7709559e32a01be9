package org.transhume.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One source mailbox to one destination mailbox. The passwords go by environment variables, which
 * is how a user gives them to a script.
 *
 * @param state the product's state folder
 */
record Transfer(Account source, Account destination, Path state) {
  static final String SOURCE_VARIABLE = "SOAK_SOURCE_PASSWORD";
  static final String DESTINATION_VARIABLE = "SOAK_DESTINATION_PASSWORD";

  /** What to type after {@code transhume}. */
  List<String> arguments(String command, String... more) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(side("--source", source, SOURCE_VARIABLE));
    arguments.addAll(side("--destination", destination, DESTINATION_VARIABLE));
    arguments.addAll(List.of("--state", state.toString(), "--json"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  Map<String, String> environment() {
    return Map.of(SOURCE_VARIABLE, source.password(), DESTINATION_VARIABLE, destination.password());
  }

  /** The same transfer through other ports. */
  Transfer through(int sourcePort, int destinationPort) {
    return new Transfer(source.behind(sourcePort), destination.behind(destinationPort), state);
  }

  private static List<String> side(String option, Account account, String variable) {
    return List.of(
        option,
        account.server(),
        option + "-user",
        account.user(),
        option + "-password-env",
        variable,
        option + "-tls",
        "plain");
  }
}
