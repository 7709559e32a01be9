package org.transhume.cli.wiring;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.engine.PassMode;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.DryLedgerStorage;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.store.LedgerDirectory;
import org.transhume.store.LedgerInUseException;
import org.transhume.store.LedgerRefusedException;

/** The ledger of a request: for writing, or for a plan as it is, and none is made. */
final class Ledgers {
  private final Texts texts;
  private final Glyphs glyphs;

  Ledgers(Texts texts, Glyphs glyphs) {
    this.texts = texts;
    this.glyphs = glyphs;
  }

  /**
   * Opens the ledger of {@code request} under the names that are sure by now.
   *
   * @param own takes over what must be closed in the end
   * @throws StopException if it must not be used
   */
  LedgerStorage open(
      TransferRequest request, Recognition.Names names, Consumer<AutoCloseable> own) {
    return open(request.state(), request.mode() == PassMode.PLAN, names, own);
  }

  /** The same, of a transfer in the folder {@code state}. */
  LedgerStorage open(
      Path state, boolean dry, Recognition.Names names, Consumer<AutoCloseable> own) {
    var directory = LedgerDirectory.in(state);
    AccountId destination = names.destination();
    AccountId source = names.source();
    try {
      if (dry) {
        return directory
            .view(destination)
            .map(
                view -> {
                  own.accept(view);
                  return view.transfer(source);
                })
            .orElseGet(DryLedgerStorage::empty);
      }
      var file = directory.open(destination);
      own.accept(file);
      return file.transfer(source);
    } catch (LedgerRefusedException e) {
      throw refused(e);
    }
  }

  StopException refused(LedgerRefusedException e) {
    ExitCode code =
        e.reason() == LedgerRefusedException.Reason.IN_USE
            ? ExitCode.LEDGER_IN_USE
            : ExitCode.LEDGER_REFUSED;
    return new StopException(
        code,
        texts.get(
            "ledger." + e.reason(),
            Map.of("file", glyphs.inert(e.file().toString()), "holder", holder(e))));
  }

  private static String holder(LedgerRefusedException e) {
    return e instanceof LedgerInUseException inUse
        ? inUse.holder().map(holder -> " (process " + holder.pid() + ")").orElse("")
        : "";
  }
}
