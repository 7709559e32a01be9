package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.mail.MailboxName;

@Tag("I8")
class WrongPasswordTest {
  private static final MailboxName INBOX = MailboxName.inbox('/');

  @Test
  void isNotSaidASecondTime() {
    try (var server = MemoryImapServer.start()) {
      server.addAccount(Servers.USER, "another");
      try (var source = new ImapSource(Servers.account(server))) {
        for (Runnable ask :
            List.<Runnable>of(source::folders, source::abilities, source::folders)) {
          assertThatThrownBy(ask::run)
              .isInstanceOfSatisfying(
                  EndpointException.class,
                  e -> assertThat(e.problem()).isEqualTo(Problem.LOGIN_REFUSED));
        }
      }

      assertThat(server.count("AUTHENTICATE") + server.count("LOGIN")).isOne();
    }
  }

  @Test
  void isNotSaidASecondTimeWhenItIsChangedInTheMiddle() {
    try (var server = MemoryImapServer.start()) {
      server.addAccount(Servers.USER, Servers.PASSWORD);
      try (var source = new ImapSource(Servers.account(server));
          OpenFolder _ = source.open(INBOX)) {
        server.faults(
            FaultPlan.always(
                Moment.RECEIVED,
                call -> call.name().equals("AUTHENTICATE") || call.name().equals("LOGIN"),
                new Fault.Answer("NO [AUTHENTICATIONFAILED] changed")));
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> source.open(INBOX)).isInstanceOf(EndpointException.class);
        }

        assertThat(server.count("AUTHENTICATE") + server.count("LOGIN")).isEqualTo(2);
      }
    }
  }

  @Test
  void delaysNobodyElse() {
    try (var server = MemoryImapServer.start()) {
      server.addAccount(Servers.USER, "another");
      server.addAccount("bob", Servers.PASSWORD);
      try (var wrong = new ImapSource(Servers.account(server))) {
        assertThatThrownBy(wrong::folders).isInstanceOf(EndpointException.class);
      }
      try (var right = new ImapSource(Servers.account(server, "bob"))) {
        assertThat(right.folders().folders()).isNotEmpty();
      }
    }
  }
}
