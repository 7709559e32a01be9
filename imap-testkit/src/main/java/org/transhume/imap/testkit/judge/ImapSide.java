package org.transhume.imap.testkit.judge;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.transhume.imap.testkit.seed.BodyReader;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.wire.WireException;

/** A mailbox behind IMAP; opened with EXAMINE, bodies read with PEEK. */
public final class ImapSide implements Side {
  private static final BodyReader<MailReader.Read> DIGESTING =
      (body, sizeBytes) -> {
        var reader = new MailReader();
        body.transferTo(reader);
        return reader.finish();
      };

  private final SeedImap client;

  /** The client must be logged in; it stays the caller's to close. */
  public ImapSide(SeedImap client) {
    this.client = client;
  }

  @Override
  public Set<String> folders() {
    return client.list().stream()
        .filter(SeedImap.Listed::isSelectable)
        .map(SeedImap.Listed::name)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> subscriptions() {
    return client.subscriptions().stream()
        .filter(SeedImap.Listed::isSelectable)
        .map(SeedImap.Listed::name)
        .collect(Collectors.toSet());
  }

  @Override
  public void read(String folder, Consumer<Observation> each) {
    if (client.examine(folder).exists() == 0) {
      return;
    }
    var observations = new ArrayList<Observation>();
    client.fetch("1:*", DIGESTING, mail -> observations.add(observe(folder, mail)));
    // A server may answer in any order: the order of arrival is that of the UIDs.
    observations.sort(Comparator.comparingLong(Observation::uid));
    observations.forEach(each);
  }

  private static Observation observe(String folder, FetchedMail<MailReader.Read> mail) {
    MailReader.Read read =
        mail.body()
            .orElseThrow(
                () -> new IllegalStateException(folder + " UID " + mail.uid() + " has no body"));
    return Observation.of(mail.uid(), read, epochSecond(mail), FlagText.of(mail.flags()));
  }

  private static long epochSecond(FetchedMail<?> mail) {
    try {
      return mail.instant().getEpochSecond();
    } catch (WireException | DateTimeException unreadable) {
      return Observation.NO_DATE;
    }
  }
}
