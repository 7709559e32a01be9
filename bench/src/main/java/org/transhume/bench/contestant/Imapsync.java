package org.transhume.bench.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** imapsync with its defaults, or in the way its author calls fast. It remembers nothing. */
record Imapsync(String name, String program, List<String> more) implements Contestant {
  @Override
  public Optional<String> unfit(Demands demands) {
    return Programs.missing(program);
  }

  @Override
  public Command copy(Job job) {
    var words = new ArrayList<>(List.of(program));
    side(words, "1", job.source());
    side(words, "2", job.destination());
    words.addAll(List.of("--nosslcheck", "--noreleasecheck", "--nolog"));
    words.addAll(List.of("--tmpdir", job.state().toString()));
    words.addAll(List.of("--pidfile", job.state().resolve("pid").toString()));
    words.addAll(more);
    return new Command(words, Map.of());
  }

  private static void side(List<String> words, String number, Account account) {
    words.addAll(List.of("--host" + number, account.host()));
    words.addAll(List.of("--port" + number, Integer.toString(account.port())));
    words.addAll(List.of("--user" + number, account.user()));
    words.addAll(List.of("--password" + number, account.password()));
    words.addAll(
        account.isTls()
            ? List.of("--ssl" + number)
            : List.of("--nossl" + number, "--notls" + number));
  }

  @Override
  public boolean knowsOwnCopiesOnly() {
    return false;
  }

  @Override
  public Optional<Command> version() {
    return Optional.of(Command.of(program, "--version"));
  }
}
