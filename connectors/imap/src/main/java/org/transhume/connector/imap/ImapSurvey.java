package org.transhume.connector.imap;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.Capabilities;
import org.transhume.imap.ConnectionState;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.Namespaces;
import org.transhume.imap.PresentedCertificate;
import org.transhume.imap.Quota;
import org.transhume.imap.RefusedException;
import org.transhume.imap.StatusItem;
import org.transhume.mail.Handle;

/**
 * What can be learned of an account without opening a folder. All of it is the server's word,
 * untrusted.
 *
 * @param greeting the words the server greeted with
 * @param software what it answers to ID, by field; often empty
 * @param before the capabilities before the login
 * @param certificate the one the server presented, under TLS
 * @param capabilities those after login
 * @param namespaces whose folders are where, if it tells
 * @param mailboxes all of them, with their status
 * @param quotas the limits INBOX stands under, if it tells
 */
public record ImapSurvey(
    String greeting,
    Map<String, String> software,
    Capabilities before,
    Optional<PresentedCertificate> certificate,
    Capabilities capabilities,
    Optional<Namespaces> namespaces,
    List<ListedMailbox> mailboxes,
    List<Quota> quotas) {
  public ImapSurvey {
    software = Map.copyOf(software);
    mailboxes = List.copyOf(mailboxes);
    quotas = List.copyOf(quotas);
  }

  /**
   * Logs in, asks, and takes leave. Changes nothing.
   *
   * @throws EndpointException if the server cannot be reached, refuses the login, or lists nothing
   */
  public static ImapSurvey of(ImapAccountSettings settings, Side side) {
    var faults = new Faults(side);
    Doing doing = Doing.CONNECTING;
    try (ImapConnection imap = ImapConnection.open(settings.connection())) {
      Capabilities before = imap.capabilities();
      Capabilities announced =
          imap.state() == ConnectionState.AUTHENTICATED
              ? imap.capability().await()
              : imap.login(settings.credentials());
      doing = Doing.LISTING;
      var survey = ask(imap, before, announced);
      imap.logout().await();
      return survey;
    } catch (ImapException e) {
      throw faults.of(e, doing, "");
    }
  }

  private static ImapSurvey ask(ImapConnection imap, Capabilities before, Capabilities announced) {
    Optional<Map<String, String>> software =
        asked(announced.has("ID"), () -> imap.id(Map.of("name", "Transhume")));
    Optional<Namespaces> namespaces =
        asked(announced.has("NAMESPACE") || announced.has("IMAP4REV2"), imap::namespace);
    Optional<List<Quota>> quotas =
        asked(announced.has("QUOTA"), () -> imap.quotaRoot(EncodedMailboxName.inbox()));
    List<ListedMailbox> mailboxes =
        imap.discover(
            EnumSet.of(
                StatusItem.MESSAGES,
                StatusItem.UIDNEXT,
                StatusItem.UIDVALIDITY,
                StatusItem.HIGHESTMODSEQ,
                StatusItem.SIZE));
    return new ImapSurvey(
        imap.greeting(),
        software.orElse(Map.of()),
        before,
        imap.certificate(),
        announced,
        namespaces,
        mailboxes,
        quotas.orElse(List.of()));
  }

  /** What a server announces and then refuses is as good as not announced. */
  private static <T> Optional<T> asked(boolean isAnnounced, Supplier<Handle<T>> question) {
    if (!isAnnounced) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.get().await());
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }
}
