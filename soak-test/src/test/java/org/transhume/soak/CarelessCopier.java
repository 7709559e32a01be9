package org.transhume.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * A program that takes the product's arguments, copies without a memory, and always says that all
 * is well: what the scenarios must find out.
 */
final class CarelessCopier {
  private CarelessCopier() {}

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    try (SeedImap source = logIn(given, "--source");
        SeedImap destination = logIn(given, "--destination")) {
      for (SeedImap.Listed folder : source.list()) {
        if (!folder.isSelectable()) {
          continue;
        }
        if (destination.list().stream().noneMatch(each -> each.name().equals(folder.name()))) {
          destination.create(folder.name());
        }
        if (source.examine(folder.name()).exists() > 0) {
          var mails = new ArrayList<SeedMail>();
          source.fetchAll().forEach(mail -> mails.add(copied(mail)));
          destination.appendAll(folder.name(), mails);
        }
      }
    }
    System.out.println(
        "{\"event\":\"report\",\"verdict\":\"PASS\",\"exitCode\":0,\"surplusLeft\":0,"
            + "\"nothingLostOrDoubled\":true,\"total\":{\"copied\":0,\"surplus\":0,\"failed\":0,\"alreadyThere\":0},"
            + "\"folders\":[]}");
  }

  private static SeedMail copied(FetchedMail<byte[]> mail) {
    return new SeedMail(
        MailContent.of(mail.body().orElseThrow()), Optional.empty(), List.copyOf(mail.flags()));
  }

  private static SeedImap logIn(List<String> given, String side) {
    Map<String, String> environment = System.getenv();
    String server = after(given, side);
    int colon = server.lastIndexOf(':');
    return SeedImap.logIn(
        server.substring(0, colon),
        Integer.parseInt(server.substring(colon + 1)),
        after(given, side + "-user"),
        environment.get(after(given, side + "-password-env")));
  }

  private static String after(List<String> given, String option) {
    return given.get(given.indexOf(option) + 1);
  }
}
