package org.transhume.imap.testkit.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.transhume.imap.testkit.SeedMail;

/** A mailbox that stands nowhere but in a test: what was seeded, or what is expected. */
public final class ExpectedSide implements Side {
  private final Map<String, Iterable<SeedMail>> folders;
  private final Set<String> subscriptions;

  /** The mail is generated again each time it is read. */
  public ExpectedSide(
      Map<String, ? extends Iterable<SeedMail>> folders, Set<String> subscriptions) {
    this.folders = new LinkedHashMap<>(folders);
    this.subscriptions = Set.copyOf(subscriptions);
  }

  @Override
  public Set<String> folders() {
    return folders.keySet();
  }

  @Override
  public Set<String> subscriptions() {
    return subscriptions;
  }

  @Override
  public void read(String folder, Consumer<Observation> each) {
    Iterable<SeedMail> mails = folders.get(folder);
    if (mails == null) {
      throw new IllegalArgumentException("no folder " + folder);
    }
    long place = 0;
    for (SeedMail mail : mails) {
      var reader = new MailReader();
      try {
        mail.content().writeTo(reader);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      long date =
          mail.internalDate().map(OffsetDateTime::toEpochSecond).orElse(Observation.NO_DATE);
      each.accept(Observation.of(++place, reader.finish(), date, FlagText.of(mail.flags())));
    }
  }
}
