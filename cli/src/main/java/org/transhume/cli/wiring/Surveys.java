package org.transhume.cli.wiring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.transhume.cli.account.Server.Way;
import org.transhume.cli.report.Survey;
import org.transhume.cli.text.Quantity;
import org.transhume.connector.imap.ImapGreeting;
import org.transhume.connector.imap.ImapSurvey;
import org.transhume.imap.Capabilities;
import org.transhume.imap.CertificateRefusedException;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.MailboxStatus;
import org.transhume.imap.Namespaces;
import org.transhume.imap.Namespaces.Namespace;
import org.transhume.imap.PresentedCertificate;
import org.transhume.imap.Quota;
import org.transhume.mail.MailboxName;

/** What the client learned of an account, in the words of the program. */
final class Surveys {
  private Surveys() {}

  /** Of a server that nobody was logged in at. */
  static Survey of(ImapGreeting told, Way way) {
    return new Survey(
        entrance(way, told.certificate(), told.refusal(), told.capabilities()),
        false,
        told.greeting(),
        told.software(),
        words(told.capabilities()),
        List.of(),
        List.of(),
        List.of(),
        told.capabilities().appendLimit(),
        told.capabilities().messageLimit());
  }

  private static Survey.Entrance entrance(
      Way way,
      Optional<PresentedCertificate> certificate,
      Optional<CertificateRefusedException.Fault> refusal,
      Capabilities announced) {
    return new Survey.Entrance(
        way.port(),
        way.tls().name().toLowerCase(Locale.ROOT),
        certificate.map(shown -> certificate(shown, refusal.map(Enum::name).orElse(""))),
        List.copyOf(words(announced)));
  }

  private static Survey.Certificate certificate(PresentedCertificate shown, String refusal) {
    return new Survey.Certificate(
        shown.subject(),
        shown.names(),
        shown.issuer(),
        shown.notBefore(),
        shown.notAfter(),
        shown.sha256(),
        refusal);
  }

  private static Set<String> words(Capabilities announced) {
    return announced.isEmpty()
        ? Set.of()
        : new LinkedHashSet<>(List.of(announced.toString().split(" ")));
  }

  static Survey of(ImapSurvey told, Way way) {
    return new Survey(
        entrance(way, told.certificate(), Optional.empty(), told.before()),
        true,
        told.greeting(),
        told.software(),
        words(told.capabilities()),
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
