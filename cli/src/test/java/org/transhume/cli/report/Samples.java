package org.transhume.cli.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.engine.PassMode;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.NameChange;
import org.transhume.engine.report.Compromises;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.MessagesLeftOut;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.PassReport.FolderFollowed;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.engine.report.PassReport.FolderRenamed;
import org.transhume.engine.report.PassReport.MessagesMoved;
import org.transhume.engine.selection.MessageRule;
import org.transhume.mail.Flag;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/** Reports for tests, built step by step. Not thread-safe. */
public final class Samples {
  public static final Peer SOURCE = new Peer("imap.old.example:993", "alice");
  public static final Peer DESTINATION = new Peer("imap.new.example:993", "bob");
  private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");

  private final List<FolderReport> folders = new ArrayList<>();
  private final List<FolderLeftOut> leftOut = new ArrayList<>();
  private final List<FolderRenamed> renamed = new ArrayList<>();
  private final List<FolderFollowed> followed = new ArrayList<>();
  private final List<MessagesMoved> moved = new ArrayList<>();
  private Optional<EndpointException> failure = Optional.empty();
  private Optional<Instant> lookDue = Optional.empty();
  private PassMode mode = PassMode.COPY;
  private int notReached;
  private DeletionReport deletions = DeletionReport.NONE;
  private boolean removesSurplus = true;

  /**
   * found, copied, there, goneThere, leftOut, failed, goneHere, altered, surplus, and out of order
   * if given.
   */
  public static FolderFigures figures(long... numbers) {
    return new FolderFigures(
        numbers[0],
        numbers[1],
        numbers[2],
        0,
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        0,
        0,
        numbers[8],
        numbers.length > 9 ? numbers[9] : 0,
        numbers[1] * 10_000);
  }

  public static FolderFigures copied(long messages) {
    return figures(messages, messages, 0, 0, 0, 0, 0, 0, 0);
  }

  public static EndpointException failure(Problem problem, Side side, String words) {
    return new EndpointException(
        problem, side, new Fault(Scope.ACCOUNT, Retry.NEVER), "opening the folder", words);
  }

  public static MessageException altered(long uid, String code, String words) {
    return exception(uid, code, words, false);
  }

  public static MessageException failed(long uid, String code, String words) {
    return exception(uid, code, words, true);
  }

  private static MessageException exception(long uid, String code, String words, boolean failed) {
    var label =
        new MessageLabel("Tue, 1 Jan 2019 10:00:00 +0100", "Ann <ann@example.com>", "Hello");
    return new MessageException(uid, code, words, Optional.of(label), failed);
  }

  public Samples folder(String name, FolderFigures figures, MessageException... exceptions) {
    return folder(name, name, figures, exceptions);
  }

  public Samples folder(
      String source, String destination, FolderFigures figures, MessageException... exceptions) {
    folders.add(
        new FolderReport(
            new MailboxName(source, '/'),
            new MailboxName(destination, '.'),
            figures,
            List.of(exceptions),
            List.of(),
            Optional.empty()));
    return this;
  }

  /** A folder of which one message is left out. */
  public Samples choosyFolder(String name) {
    folders.add(
        new FolderReport(
            new MailboxName(name, '/'),
            new MailboxName(name, '/'),
            new FolderFigures(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            List.of(
                new MessagesLeftOut(
                    MessageRule.TOO_LARGE,
                    UidSet.of(7),
                    Map.of(7L, new MessageLabel("Monday", "a@example.com", "Large")))),
            Optional.empty()));
    return this;
  }

  /** A folder whose messages are at the destination otherwise than at the source. */
  public Samples compromised(String name) {
    folders.add(
        new FolderReport(
            new MailboxName(name, '/'),
            new MailboxName(name, '/'),
            new FolderFigures(3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            List.of(),
            Optional.empty(),
            new Compromises(
                UidSet.of(1, 3), new TreeMap<>(Map.of(Flag.of("$Work"), 2L, Flag.of("Old"), 1L)))));
    return this;
  }

  public Samples failedFolder(String name, EndpointException cause) {
    folders.add(
        new FolderReport(
            new MailboxName(name, '/'),
            new MailboxName(name, '/'),
            FolderFigures.NONE,
            List.of(),
            List.of(),
            Optional.of(cause)));
    return this;
  }

  public Samples leftOut(String folder, String rule, long messages) {
    leftOut.add(new FolderLeftOut(folder, rule, messages));
    return this;
  }

  public Samples renamed(String source, String destination, NameChange... changes) {
    renamed.add(
        new FolderRenamed(
            new MailboxName(source, '/'), new MailboxName(destination, '.'), Set.of(changes)));
    return this;
  }

  public Samples followed(String before, String now, String destination) {
    followed.add(
        new FolderFollowed(
            new MailboxName(before, '/'),
            new MailboxName(now, '/'),
            new MailboxName(destination, '.')));
    return this;
  }

  public Samples moved(String before, String now, String destination, long messages) {
    moved.add(
        new MessagesMoved(
            new MailboxName(before, '/'),
            new MailboxName(now, '/'),
            new MailboxName(destination, '.'),
            messages));
    return this;
  }

  public Samples brokenOff(EndpointException cause, int foldersNotReached) {
    failure = Optional.of(cause);
    notReached = foldersNotReached;
    return this;
  }

  public Samples lookDue(Instant due) {
    lookDue = Optional.of(due);
    return this;
  }

  public Samples mode(PassMode value) {
    mode = value;
    return this;
  }

  public Samples deletions(DeletionReport value) {
    deletions = value;
    return this;
  }

  public Samples cannotRemoveSurplus() {
    removesSurplus = false;
    return this;
  }

  public RunReport build() {
    var pass =
        new PassReport(
            BEGAN,
            BEGAN.plusSeconds(10),
            folders,
            leftOut,
            renamed,
            followed,
            moved,
            failure,
            lookDue,
            deletions);
    return new RunReport(
        mode, SOURCE, DESTINATION, pass, folders.size() + notReached, removesSurplus);
  }
}
