package org.transhume.cli.imapsync;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.PasswordSource;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.transfer.FolderChoice;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.TransferRequest.Care;
import org.transhume.engine.PassMode;
import org.transhume.mail.Secret;

/** Makes a request of an imapsync command line. */
final class RequestReader {
  private final Arguments arguments;
  private final Program program;

  RequestReader(Arguments arguments, Program program) {
    this.arguments = arguments;
    this.program = program;
  }

  /**
   * The request.
   *
   * @throws StopException if it is not complete or asks for what is not done
   */
  TransferRequest request() {
    FolderChoice folders = folders();
    Passwords passwords = program.passwords();
    var first = new SideReader(arguments, 1);
    var second = new SideReader(arguments, 2);
    // At once: nothing else may read the pipes, and what they hold is not to wait there.
    Optional<Secret> password1 = ofPipe(first, passwords);
    Optional<Secret> password2 = ofPipe(second, passwords);
    Account source = first.account(passwords, password1, program.environment());
    Account destination = second.account(passwords, password2, program.environment());
    var care =
        new Care(
            false,
            false,
            arguments.isSet("copy-missing-again"),
            arguments.isSet("subscribeall"),
            Care.USUAL.lanes());
    return new TransferRequest(
        arguments.isSet("dry") ? PassMode.PLAN : PassMode.COPY,
        source,
        destination,
        folders,
        care,
        arguments.last("state").map(Path::of).orElseGet(program::state),
        Optional.empty());
  }

  private static Optional<Secret> ofPipe(SideReader side, Passwords passwords) {
    List<PasswordSource.Descriptor> descriptor = side.descriptor();
    return descriptor.isEmpty()
        ? Optional.empty()
        : Optional.of(passwords.fetch(descriptor.getFirst()));
  }

  /** imapsync adds up what it is told to take; here a subscription is needed beside a name. */
  private FolderChoice folders() {
    List<String> names = decoded("folder");
    List<String> trees = decoded("folderrec");
    List<String> include = decoded("include");
    boolean subscribed = arguments.isSet("subscribed");
    if (subscribed && !(names.isEmpty() && trees.isEmpty() && include.isEmpty())) {
      throw StopException.usage(
          "--subscribed together with --folder, --folderrec or --include is not supported: take the"
              + " subscribed folders in one run and the others in another.");
    }
    List<String> exclude = arguments.isSet("noexclude") ? List.of() : decoded("exclude");
    return new FolderChoice(names, trees, include, exclude, subscribed, arguments.isSet("automap"));
  }

  /** imapsync wants names in modified UTF-7; here they may also be written as they are shown. */
  private List<String> decoded(String option) {
    return arguments.all(option).stream().map(program.wiring()::decodedName).toList();
  }
}
