package org.transhume.cli.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Trust;
import org.transhume.cli.report.Survey;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.engine.testing.MemoryAccount;

/** Accounts and a ledger in memory. */
public final class MemoryWiring implements Wiring {
  public final MemoryAccount source = MemoryAccount.able();
  public final MemoryAccount destination = MemoryAccount.able();
  public final InMemoryLedgerFile file = new InMemoryLedgerFile();
  private final PaceMemory memory = PaceMemory.none();
  private Consumer<TransferRequest> beforehand = _ -> {};

  /** What happens when somebody connects; it may throw. */
  public MemoryWiring beforehand(Consumer<TransferRequest> action) {
    beforehand = action;
    return this;
  }

  @Override
  public String reach(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
    throw new AssertionError("nobody asked for it");
  }

  @Override
  public Survey outside(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
    throw new AssertionError("nobody asked for it");
  }

  @Override
  public Undoing undo(AccountId source, Account destination, Path state, boolean dry) {
    throw new AssertionError("nobody asked for it");
  }

  @Override
  public Survey survey(Side side, Account account) {
    throw new AssertionError("nobody asked for it");
  }

  @Override
  public String decodedName(String name) {
    return name;
  }

  @Override
  public PaceMemory memory(TransferRequest request) {
    return memory;
  }

  @Override
  public Connected connect(TransferRequest request) {
    beforehand.accept(request);
    MailSource from = source.source();
    MailDestination to = destination.destination();
    LedgerStorage ledger = file.transfer(request.source().id());
    return new Connected() {
      @Override
      public MailSource source() {
        return from;
      }

      @Override
      public MailDestination destination() {
        return to;
      }

      @Override
      public LedgerStorage ledger() {
        return ledger;
      }

      @Override
      public void close() {
        to.close();
        from.close();
        ledger.close();
      }
    };
  }
}
