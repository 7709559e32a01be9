package org.transhume.cli.wiring;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.transhume.cli.transfer.Undoing;
import org.transhume.cli.transfer.Wiring.Connected;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.LedgerStorage;

/** What was opened so far, closed in the opposite order. One thread. */
final class Opened implements Connected, Undoing {
  private final ArrayDeque<AutoCloseable> open = new ArrayDeque<>();
  private Optional<MailSource> source = Optional.empty();
  private Optional<SourceRemoval> removal = Optional.empty();
  private Optional<MailDestination> destination = Optional.empty();
  private Optional<LedgerStorage> ledger = Optional.empty();
  private List<String> notes = List.of();

  <T extends AutoCloseable> T own(T closeable) {
    open.push(closeable);
    return closeable;
  }

  void source(MailSource opened) {
    source = Optional.of(own(opened));
  }

  void removal(SourceRemoval opened) {
    removal = Optional.of(own(opened));
  }

  void destination(MailDestination opened) {
    destination = Optional.of(own(opened));
  }

  void ledger(LedgerStorage opened) {
    ledger = Optional.of(own(opened));
  }

  void notes(List<String> sentences) {
    notes = sentences;
  }

  @Override
  public MailSource source() {
    return source.orElseThrow();
  }

  @Override
  public MailDestination destination() {
    return destination.orElseThrow();
  }

  @Override
  public LedgerStorage ledger() {
    return ledger.orElseThrow();
  }

  @Override
  public Optional<SourceRemoval> removal() {
    return removal;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    open.forEach(Opened::close);
    open.clear();
  }

  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
