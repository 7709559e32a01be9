package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.Handle;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Messages arrive in the order they have at the source; where they cannot, it is said. */
@Tag("I5")
class ArrivalOrderTest {
  private static final int MESSAGES = 30;

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination).batchesOf(5);
  private final MemoryFolder here = source.folder("INBOX");
  private final MemoryFolder there = destination.folder("INBOX");

  @BeforeEach
  void fill() {
    for (int number = 1; number <= MESSAGES; number++) {
      here.put(Transfer.mail(number));
    }
  }

  /** Each message's place at the source, in the order of the destination. */
  private List<Long> order() {
    List<ByteBuffer> sent = here.messages().stream().map(m -> m.mail().octets()).toList();
    return there.messages().stream()
        .map(stored -> (long) sent.indexOf(stored.mail().octets()))
        .toList();
  }

  private static long behindLaterMail(List<Long> order) {
    long behind = 0;
    long latest = -1;
    for (long place : order) {
      behind += place < latest ? 1 : 0;
      latest = Math.max(latest, place);
    }
    return behind;
  }

  @Test
  void keepsTheOrder() {
    PassReport report = transfer.copy();

    assertThat(behindLaterMail(order())).isZero();
    assertThat(report.total().outOfOrder()).isZero();
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  /** Two answers at a time may come mixed: Dovecot gives them in turn while its output is full. */
  @Test
  void asksForBodiesWhenThoseBeforeHaveCome() {
    for (int number = MESSAGES + 1; number <= 10 * MESSAGES; number++) {
      here.put(Transfer.mail(number));
    }
    var asked = new ArrayList<Handle<?>>();

    transfer
        .readingThrough(
            from ->
                proxied(
                    MailSource.class,
                    from,
                    (name, answer) ->
                        name.equals("opening")
                            ? ((Handle<?>) answer).map(folder -> watched(folder, asked))
                            : answer))
        .copy();

    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(behindLaterMail(order())).isZero();
  }

  private static OpenFolder watched(Object folder, List<Handle<?>> asked) {
    return proxied(OpenFolder.class, folder, (each, sent) -> noted(each, sent, asked));
  }

  private static Object noted(String method, Object answer, List<Handle<?>> asked) {
    if (method.equals("bodies")) {
      assertThat(asked).as("asked for before").allMatch(Handle::isDone);
      asked.add((Handle<?>) answer);
    }
    return answer;
  }

  /** {@code target}, whose answers pass through {@code after}, which is told the method's name. */
  private static <T> T proxied(
      Class<T> type, Object target, BiFunction<String, Object, Object> after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(target, arguments);
                return answer == null ? null : after.apply(method.getName(), answer);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void countsWhatStandsBehindLaterMailAfterARefusal() {
    destination
        .faults()
        .at(
            Command.APPEND,
            2,
            new Fault.Refuse(
                Problem.MESSAGE_REFUSED,
                new EndpointException.Fault(Scope.MESSAGE, Retry.NOW),
                "Cannot store these"));

    PassReport report = transfer.copy();

    assertThat(there.messages()).hasSize(MESSAGES);
    assertThat(behindLaterMail(order())).isEqualTo(5);
    assertThat(report.total().outOfOrder()).isEqualTo(5);
  }

  @Test
  void countsWhatALaterPassAddsBehindTheRest() {
    destination.faults().refuseMessagesWith("Body of 7");
    transfer.copy();
    destination.faults().clear();

    PassReport second = transfer.copy();
    PassReport third = transfer.copy();

    assertThat(there.messages()).hasSize(MESSAGES);
    assertThat(second.total().outOfOrder()).isEqualTo(1);
    assertThat(third.total().outOfOrder()).as("by this pass").isZero();
  }
}
