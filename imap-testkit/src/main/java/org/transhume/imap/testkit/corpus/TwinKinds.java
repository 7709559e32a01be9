package org.transhume.imap.testkit.corpus;

import java.util.List;

/** Messages that are hard to tell apart, or only look as if they were. */
final class TwinKinds {
  private TwinKinds() {}

  static void addTo(Kinds kinds) {
    kinds
        .add(
            "exact-twins",
            (dice, date) -> {
              String text = Draft.usual(dice, date).text();
              return List.of(Kinds.mail(text, date, "\\Seen"), Kinds.mail(text, date, "\\Seen"));
            })
        .add(
            "exact-triplets",
            (dice, date) -> {
              String text = Draft.usual(dice, date).text();
              return List.of(
                  Kinds.mail(text, date), Kinds.mail(text, date), Kinds.mail(text, date));
            })
        .add(
            "twins-with-other-flags",
            (dice, date) -> {
              String text = Draft.usual(dice, date).text();
              return List.of(Kinds.mail(text, date, "\\Seen"), Kinds.mail(text, date, "Label"));
            })
        .add(
            "twins-with-other-dates",
            (dice, date) -> {
              String text = Draft.usual(dice, date).text();
              return List.of(Kinds.mail(text, date), Kinds.mail(text, date.plusDays(40)));
            })
        .add(
            "twins-without-message-id",
            (dice, date) -> {
              String text = Draft.usual(dice, date).without("Message-ID").text();
              return List.of(Kinds.mail(text, date), Kinds.mail(text, date));
            })
        .add(
            "twins-but-for-the-final-crlf",
            (dice, date) -> {
              String text = Draft.usual(dice, date).body("The same").text();
              return List.of(Kinds.mail(text, date), Kinds.mail(text + "\r\n", date));
            })
        .add(
            "same-message-id-other-body",
            (dice, date) -> {
              Draft draft = Draft.usual(dice, date);
              String first = draft.body("First version\r\n").text();
              String second = draft.body("Second version\r\n").text();
              return List.of(Kinds.mail(first, date), Kinds.mail(second, date));
            })
        .add(
            "same-message-id-same-size-other-body",
            (dice, date) -> {
              Draft draft = Draft.usual(dice, date);
              return List.of(
                  Kinds.mail(draft.body("one\r\n").text(), date),
                  Kinds.mail(draft.body("two\r\n").text(), date));
            })
        .add(
            "other-message-id-same-body",
            (dice, date) -> {
              Draft draft = Draft.usual(dice, date).body("A newsletter\r\n");
              String first = draft.text();
              String second = draft.set("Message-ID", "<again@example.org>").text();
              return List.of(Kinds.mail(first, date), Kinds.mail(second, date));
            })
        .add(
            "same-header-other-received",
            (dice, date) -> {
              Draft draft = Draft.usual(dice, date);
              String first = draft.addFirst("Received: from a.example.net\r\n").text();
              String second = draft.addFirst("Received: from b.example.net\r\n").text();
              return List.of(Kinds.mail(first, date), Kinds.mail(second, date));
            });
  }
}
