package org.transhume.bench.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code doveadm backup} or {@code sync}: reads the source over IMAP and writes the destination's
 * storage itself, so that it needs an account on that machine and no IMAP server on that side.
 */
record Doveadm(String name, String program, List<String> action) implements Contestant {
  @Override
  public Optional<String> unfit(Demands demands) {
    return Programs.missing(program);
  }

  @Override
  public Command copy(Job job) {
    Account source = job.source();
    var words = new ArrayList<>(job.doveadm());
    option(words, "imapc_host=" + source.host());
    option(words, "imapc_port=" + source.port());
    option(words, "imapc_user=" + source.user());
    option(words, "imapc_password=" + source.password());
    option(words, "imapc_features=rfc822.size fetch-headers");
    option(words, "mail_prefetch_count=20");
    source
        .certificate()
        .ifPresent(
            pem -> {
              option(words, "imapc_ssl=imaps");
              option(words, "ssl_client_ca_file=" + pem);
            });
    words.addAll(action);
    words.addAll(List.of("-u", job.destination().user(), "imapc:"));
    return new Command(words, Map.of());
  }

  private static void option(List<String> words, String setting) {
    words.addAll(List.of("-o", setting));
  }

  @Override
  public Optional<Command> version() {
    return Optional.of(Command.of(program, "--version"));
  }
}
