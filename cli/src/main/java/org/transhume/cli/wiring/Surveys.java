package org.transhume.cli.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.transhume.cli.report.Survey;
import org.transhume.cli.text.Quantity;
import org.transhume.connector.imap.ImapSurvey;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.MailboxStatus;
import org.transhume.imap.Namespaces;
import org.transhume.imap.Namespaces.Namespace;
import org.transhume.imap.Quota;
import org.transhume.mail.MailboxName;

/** What the client learned of an account, in the words of the program. */
final class Surveys {
  private Surveys() {}

  static Survey of(ImapSurvey told) {
    return new Survey(
        told.greeting(),
        told.software(),
        Set.of(told.capabilities().toString().split(" ")),
        told.namespaces().map(Surveys::lines).orElse(List.of()),
        told.mailboxes().stream().map(Surveys::folder).toList(),
        told.quotas().stream()
            .flatMap(quota -> quota.resources().stream())
            .map(Surveys::line)
            .toList(),
        told.capabilities().appendLimit(),
        told.capabilities().messageLimit());
  }

  private static List<String> lines(Namespaces namespaces) {
    var lines = new ArrayList<String>();
    namespaces.personal().forEach(each -> lines.add("personal " + line(each)));
    namespaces.otherUsers().forEach(each -> lines.add("other users' " + line(each)));
    namespaces.shared().forEach(each -> lines.add("shared " + line(each)));
    return lines;
  }

  private static String line(Namespace namespace) {
    String levels =
        namespace.separator() == MailboxName.NO_SEPARATOR
            ? "no levels"
            : "levels parted by " + namespace.separator();
    return namespace.prefix().isEmpty() ? levels : namespace.prefix() + ", " + levels;
  }

  private static String line(Quota.Resource resource) {
    boolean isStorage = resource.name().equals("STORAGE"); // in units of 1,024 octets
    return isStorage
        ? Quantity.bytes(kibi(resource.usage())) + " of " + Quantity.bytes(kibi(resource.limit()))
        : resource.name().toLowerCase(Locale.ROOT)
            + " "
            + Quantity.count(resource.usage())
            + " of "
            + Quantity.count(resource.limit());
  }

  private static long kibi(long units) {
    return units > Long.MAX_VALUE / 1024 ? Long.MAX_VALUE : units * 1024;
  }

  private static Survey.Folder folder(ListedMailbox mailbox) {
    Optional<MailboxStatus> status = mailbox.status();
    String uses =
        mailbox.specialUses().stream()
            .map(use -> use.name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(" "));
    return new Survey.Folder(
        mailbox.name().text(),
        uses,
        status.map(MailboxStatus::messages).orElse(OptionalLong.empty()),
        status.map(MailboxStatus::sizeBytes).orElse(OptionalLong.empty()));
  }
}
