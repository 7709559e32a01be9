package org.transhume.bench.contestant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast it could be: octets from one socket into the other, by the C program beside this one. It
 * keeps no record, checks nothing and cannot go on after a failure, so it is no tool to use.
 */
record Yardstick(String name, Path program, List<String> more) implements Contestant {
  @Override
  public Optional<String> unfit(Demands demands) {
    if (!Files.isExecutable(program)) {
      return Optional.of("it is compiled by cc, which is not installed");
    }
    if (demands.tls()) {
      return Optional.of("it speaks no TLS");
    }
    if (!demands.isFirstCopy()) {
      return Optional.of("it copies everything every time");
    }
    return demands.multiAppend()
        ? Optional.empty()
        : Optional.of("it needs MULTIAPPEND and LITERAL+");
  }

  @Override
  public Command copy(Job job) {
    var words = new ArrayList<>(List.of(program.toString()));
    for (Account account : List.of(job.source(), job.destination())) {
      words.addAll(List.of(Integer.toString(account.port()), account.user()));
    }
    words.addAll(more);
    return new Command(words, Map.of("BENCH_PASSWORD", job.source().password()));
  }

  @Override
  public Optional<Command> version() {
    return Optional.empty();
  }
}
