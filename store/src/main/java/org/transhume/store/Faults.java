package org.transhume.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** What the disk or SQLite reported, as the exception the engine knows. */
final class Faults {
  private static final Fault FAULT = new Fault(Scope.SERVER, Retry.NEVER);

  private Faults() {}

  static EndpointException of(SQLException cause, Path file, String attempted) {
    return of(cause, file, attempted, remedy(cause.getErrorCode()));
  }

  static EndpointException of(IOException cause, Path file, String attempted) {
    return of(cause, file, attempted, "The folder must exist, be writable by you, and have space");
  }

  /** A failure that has no exception of its own below it. */
  static EndpointException of(Path file, String attempted, String words) {
    return new EndpointException(
        Problem.LEDGER_UNWRITABLE, Side.DESTINATION, FAULT, attempted + " " + file, words);
  }

  /** What whoever comes later is told: the ledger has failed before. */
  static EndpointException after(EndpointException first) {
    var later =
        new EndpointException(
            first.problem(), first.side(), FAULT, first.attempted(), first.words());
    later.initCause(first);
    return later;
  }

  private static EndpointException of(Exception cause, Path file, String attempted, String remedy) {
    EndpointException fault = of(file, attempted, remedy + " (" + words(cause) + ")");
    fault.initCause(cause);
    return fault;
  }

  /** Of a failure without a reason, such as a folder that is missing, the message is its path. */
  private static String words(Exception cause) {
    boolean isBare = cause instanceof FileSystemException file && file.getReason() == null;
    return isBare
        ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
        : String.valueOf(cause.getMessage());
  }

  /** The low byte is the primary result code (sqlite.org/rescode.html). */
  private static String remedy(int resultCode) {
    return switch (resultCode & 0xFF) {
      case 13 ->
          "The disk is full. Free some space there and start again; what was recorded is kept.";
      case 8 -> "The file or its folder is read only. Make both writable and start again.";
      case 14 -> "The file cannot be opened. Its folder must exist and be writable by you.";
      case 10 ->
          "The disk failed, or is full. Check it and start again; what was recorded is kept.";
      case 11, 26 ->
          // An old copy would be worse than none: what was sent since would be sent again.
          "The file is damaged. Move it away, and put no old copy in its place: the next pass then"
              + " compares both sides anew.";
      case 5, 6 -> "Another program keeps the file locked. Close that program and start again.";
      default -> "The ledger cannot be used.";
    };
  }
}
