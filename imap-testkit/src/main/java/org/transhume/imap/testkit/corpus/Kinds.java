package org.transhume.imap.testkit.corpus;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;

/** Kinds of mail by name, each able to make any number of specimens. */
final class Kinds {
  private final Map<String, Maker> makers = new LinkedHashMap<>();

  /** Makes one specimen, which may take several messages to be one. */
  @FunctionalInterface
  interface Maker {
    List<SeedMail> make(Dice dice, OffsetDateTime date);
  }

  /** Adds a kind; a name can be used once. */
  Kinds add(String name, Maker maker) {
    if (makers.putIfAbsent(name, maker) != null) {
      throw new IllegalArgumentException("kind used twice: " + name);
    }
    return this;
  }

  /** Adds a kind of one message with these octets, a usual date and now and then a flag. */
  Kinds text(String name, Function<Dice, String> octets) {
    return add(name, (dice, date) -> List.of(mail(octets.apply(dice), date, flags(dice))));
  }

  /** Adds a kind that is the usual message with something changed. */
  Kinds draft(String name, Function<Draft, Draft> change) {
    return add(
        name,
        (dice, date) ->
            List.of(mail(change.apply(Draft.usual(dice, date)).text(), date, flags(dice))));
  }

  List<String> names() {
    return List.copyOf(makers.keySet());
  }

  List<CorpusMail> make(String name, Dice dice, OffsetDateTime date) {
    Maker maker = makers.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no kind " + name);
    }
    var mails = new ArrayList<CorpusMail>();
    for (SeedMail mail : maker.make(dice, date)) {
      mails.add(new CorpusMail(name, mail));
    }
    return mails;
  }

  static SeedMail mail(String octets, OffsetDateTime date, String... flags) {
    return new SeedMail(content(octets), Optional.of(date), List.of(flags));
  }

  static MailContent content(String octets) {
    return MailContent.of(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String[] flags(Dice dice) {
    return dice.chance(0.5) ? new String[] {"\\Seen"} : new String[0];
  }
}
