package org.transhume.bench.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Transhume by its launcher, as anybody starts it: the start of the JVM is part of the time.
 *
 * @param many starts the program that copies many mailboxes in one process
 */
record Transhume(String name, Path launcher, List<String> many) implements Contestant {
  private static final String SOURCE_PASSWORD = "BENCH_SOURCE_PASSWORD";
  private static final String DESTINATION_PASSWORD = "BENCH_DESTINATION_PASSWORD";

  @Override
  public Optional<String> unfit(Demands demands) {
    return Files.isExecutable(launcher) ? Optional.empty() : Optional.of("no launcher " + launcher);
  }

  @Override
  public Command copy(Job job) {
    var words = new ArrayList<>(List.of(launcher.toString(), "copy", "--quiet"));
    side(words, "source", job.source(), SOURCE_PASSWORD);
    side(words, "destination", job.destination(), DESTINATION_PASSWORD);
    return new Command(
        words,
        Map.of(
            "TRANSHUME_STATE",
            job.state().toString(),
            SOURCE_PASSWORD,
            job.source().password(),
            DESTINATION_PASSWORD,
            job.destination().password()));
  }

  private static void side(List<String> words, String side, Account account, String password) {
    words.add("--" + side + "=" + account.address());
    words.add("--" + side + "-user=" + account.user());
    words.add("--" + side + "-password-env=" + password);
    words.add("--" + side + "-tls=" + (account.isTls() ? "implicit" : "plain"));
    account.certificate().ifPresent(pem -> words.add("--" + side + "-ca-file=" + pem));
  }

  /** A line a mailbox: the user at the source, a tabulator, the user at the destination. */
  @Override
  public Optional<Command> copyAll(List<Job> jobs) {
    Job one = jobs.getFirst();
    if (many.isEmpty() || one.source().isTls()) {
      return Optional.empty();
    }
    Path list = one.state().resolve("mailboxes");
    var lines = jobs.stream().map(job -> job.source().user() + "\t" + job.destination().user());
    try {
      Files.write(list, lines.toList(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var words = new ArrayList<>(many);
    words.add(Integer.toString(one.source().port()));
    words.add(Integer.toString(one.destination().port()));
    words.add(one.state().toString());
    words.add(list.toString());
    return Optional.of(new Command(words, Map.of("BENCH_PASSWORD", one.source().password())));
  }

  @Override
  public boolean isJudged() {
    return true;
  }

  @Override
  public Optional<Command> version() {
    return Optional.of(Command.of(launcher.toString(), "--version"));
  }
}
