package org.transhume.cli.imapsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Trust;
import org.transhume.cli.report.Survey;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.Undoing;
import org.transhume.cli.transfer.Wiring;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.pace.PaceMemory;

/** A wiring whose connections are seen in another way. */
record Rewired(Wiring inner, UnaryOperator<Wiring.Connected> change) implements Wiring {
  @Override
  public Connected connect(TransferRequest request) {
    return change.apply(inner.connect(request));
  }

  @Override
  public String reach(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
    return inner.reach(side, server, trust, timeout, tlsOption);
  }

  @Override
  public Survey outside(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
    return inner.outside(side, server, trust, timeout, tlsOption);
  }

  @Override
  public Survey survey(Side side, Account account) {
    return inner.survey(side, account);
  }

  @Override
  public Undoing undo(AccountId source, Account destination, Path state, boolean dry) {
    return inner.undo(source, destination, state, dry);
  }

  @Override
  public PaceMemory memory(TransferRequest request) {
    return inner.memory(request);
  }

  @Override
  public String decodedName(String name) {
    return inner.decodedName(name);
  }
}
