package org.transhume.cli.imapsync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Trust;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.Wiring;
import org.transhume.cli.transfer.Wiring.Connected;
import org.transhume.engine.Pass;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.report.FolderReport;

/**
 * The cheap rehearsals: reach the servers, log in, count what is in the folders. Nothing is
 * changed.
 */
final class Rehearsals {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Program program;
  private final Terminal terminal;
  private final Glyphs glyphs;

  Rehearsals(Program program, Terminal terminal) {
    this.program = program;
    this.terminal = terminal;
    this.glyphs = terminal.outGlyphs();
  }

  /** Reaches the servers that were named, without any login. */
  ImapsyncCode reach(Arguments arguments) {
    if (arguments.last("host1").isEmpty() && arguments.last("host2").isEmpty()) {
      throw StopException.usage("--justconnect needs --host1 or --host2.");
    }
    for (int number : new int[] {1, 2}) {
      if (arguments.last("host" + number).isPresent()) {
        Server server = new SideReader(arguments, number).server();
        Side side = number == 1 ? Side.SOURCE : Side.DESTINATION;
        var peer = new Peer(server.toString(), "");
        try {
          String announced =
              program
                  .wiring()
                  .reach(
                      side,
                      server,
                      new Trust.System(),
                      PATIENCE,
                      "--ssl%d or --tls%d".formatted(number, number));
          terminal
              .out()
              .println(
                  "Host%d: connected to %s, which announces: %s"
                      .formatted(number, glyphs.inert(server.toString()), glyphs.inert(announced)));
        } catch (EndpointException e) {
          return failed(e, peer, peer);
        }
      }
    }
    return ImapsyncCode.OK;
  }

  /** Logs in on both sides. */
  ImapsyncCode logIn(TransferRequest request) {
    try (Connected _ = program.wiring().connect(rehearsal(request))) {
      for (Peer peer : List.of(request.source().peer(), request.destination().peer())) {
        terminal
            .out()
            .println(
                "Host%d: %s is logged in at %s"
                    .formatted(
                        peer.equals(request.source().peer()) ? 1 : 2,
                        glyphs.inert(peer.login()),
                        glyphs.inert(peer.server())));
      }
      return ImapsyncCode.OK;
    } catch (EndpointException e) {
      return failed(e, request.source().peer(), request.destination().peer());
    }
  }

  /** Counts the messages in every folder of both sides. */
  ImapsyncCode countFolders(TransferRequest request) {
    try (Connected connected = program.wiring().connect(rehearsal(request))) {
      count(1, connected.source().folders());
      count(2, connected.destination().folders());
      return ImapsyncCode.OK;
    } catch (EndpointException e) {
      return failed(e, request.source().peer(), request.destination().peer());
    }
  }

  /** Lists the folders of both sides. */
  ImapsyncCode listFolders(TransferRequest request) {
    try (Connected connected = program.wiring().connect(rehearsal(request))) {
      list(1, connected.source().folders());
      list(2, connected.destination().folders());
      return ImapsyncCode.OK;
    } catch (EndpointException e) {
      return failed(e, request.source().peer(), request.destination().peer());
    }
  }

  private void list(int number, FolderList list) {
    terminal.out().println("Host%d folders list:".formatted(number));
    list.folders()
        .forEach(
            folder -> terminal.out().println("[%s]".formatted(glyphs.inert(folder.name().text()))));
  }

  /** Shows where each folder goes; {@code hollow} gives a source without messages. */
  ImapsyncCode mapFolders(TransferRequest request, Wiring hollow) {
    TransferRequest plan = rehearsal(request);
    try (Connected connected = hollow.connect(plan)) {
      var pass =
          new Pass(
              connected.source(),
              connected.destination(),
              connected.ledger(),
              plan.options(),
              PassMode.PLAN,
              PassListener.none(),
              program.seams());
      terminal.out().println("Folders mapping from host1 to host2:");
      for (FolderReport folder : pass.run().folders()) {
        terminal
            .out()
            .println(
                "[%s] -> [%s]"
                    .formatted(
                        glyphs.inert(folder.source().text()),
                        glyphs.inert(folder.destination().text())));
      }
      return ImapsyncCode.OK;
    } catch (EndpointException e) {
      return failed(e, request.source().peer(), request.destination().peer());
    }
  }

  private void count(int number, FolderList list) {
    long all = 0;
    List<ListedFolder> folders = list.folders().stream().filter(ListedFolder::selectable).toList();
    for (int i = 0; i < folders.size(); i++) {
      Optional<Long> messages = folders.get(i).status().map(FolderStatus::messages);
      all += messages.orElse(0L);
      terminal
          .out()
          .println(
              "Host%d folder %5d/%d [%s]  Messages: %s"
                  .formatted(
                      number,
                      i + 1,
                      folders.size(),
                      glyphs.inert(folders.get(i).name().text()),
                      messages.map(Quantity::count).orElse("unknown")));
    }
    terminal
        .out()
        .println("Host%d Nb folders: %d, Nb messages: %d".formatted(number, folders.size(), all));
  }

  /** Without a ledger for writing: a rehearsal leaves no trace. */
  private static TransferRequest rehearsal(TransferRequest request) {
    return request.in(PassMode.PLAN);
  }

  private ImapsyncCode failed(EndpointException e, Peer source, Peer destination) {
    terminal
        .err()
        .println(
            "transhume: "
                + program
                    .views()
                    .explanations(Dialect.IMAPSYNC, source, destination)
                    .withWords(e, "  "));
    return ImapsyncCode.of(e);
  }
}
