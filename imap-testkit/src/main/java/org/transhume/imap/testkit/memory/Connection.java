package org.transhume.imap.testkit.memory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.OctetReader;
import org.transhume.imap.testkit.wire.Value;
import org.transhume.imap.testkit.wire.ValueReader;
import org.transhume.imap.testkit.wire.ValueReader.LiteralHeader;
import org.transhume.imap.testkit.wire.WireException;

/** One connection: reads commands, lets faults strike, has commands carried out, answers. */
final class Connection implements Runnable {
  private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;
  private static final int GATE_SECONDS = 60;
  private static final int APPEND_PAUSE_MILLIS = 20;

  private final MemoryImapServer server;
  private final Socket socket;
  private final FaultyOutput out;
  private final OctetReader in;
  private final Session session;
  private final Dispatcher dispatcher;
  private String tag = "*";
  private String name = "";
  private int nth;
  private int literals;
  private List<Value> heard = List.of();
  private AppendIntake intake;

  /** The fault plan ended the connection: nothing more is read or answered. */
  private static final class CutOnPurpose extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Sends what is buffered before it waits for the client, and only then. */
  private final class FlushingInput extends FilterInputStream {
    FlushingInput(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (in.available() == 0) {
        out.flush();
      }
      return super.read(target, offset, length);
    }
  }

  Connection(MemoryImapServer server, Socket socket, int number) throws IOException {
    this.server = server;
    this.socket = socket;
    out = new FaultyOutput(socket);
    in = new OctetReader(new FlushingInput(socket.getInputStream()));
    session = new Session(server, number);
    dispatcher = new Dispatcher(session);
    intake = new AppendIntake(session);
  }

  @Override
  public void run() {
    try (socket) {
      greet();
      while (!session.isLoggedOut && in.peek() >= 0) {
        serveOne();
      }
      out.flush();
    } catch (CutOnPurpose cut) {
      // What the fault plan wanted.
    } catch (IOException gone) {
      intake.broken(heard);
    } finally {
      session.user().ifPresent(server::leave);
      server.ended(this);
    }
  }

  private void greet() throws IOException {
    String user = server.options().preauthenticated();
    boolean isIn =
        !user.isEmpty() && server.lock().hold(() -> Login.preauthenticated(session, user));
    String status = isIn ? "PREAUTH" : "OK";
    line("* " + status + " [CAPABILITY " + server.capabilities(isIn) + "] Memory IMAP ready.");
  }

  void close() throws IOException {
    socket.close();
  }

  private void serveOne() throws IOException {
    tag = "*";
    name = "";
    literals = 0;
    heard = List.of();
    intake = new AppendIntake(session);
    Command command;
    try {
      command = readCommand();
    } catch (WireException malformed) {
      server.log(call(heard));
      skipRestOfCommand();
      line(tag + " BAD " + malformed.getMessage());
      return;
    } catch (Refusal refusal) {
      server.log(call(heard));
      intake.broken(heard);
      line(tag + " " + refusal.response());
      return;
    }
    CommandCall call = call(command.arguments());
    server.log(call);
    if (name.equals("APPEND") && session.options().dropsOnAppendAhead() && goesOn()) {
      cut(Fault.Cut.FIN);
    }
    Optional<String> answer = strike(Moment.RECEIVED, call, Optional.of(command));
    if (answer.isPresent()) {
      line(tag + " " + answer.get());
      return;
    }
    carryOut(command, call);
  }

  /** Whether the client sends more within a moment. */
  private boolean goesOn() throws IOException {
    socket.setSoTimeout(APPEND_PAUSE_MILLIS);
    try {
      return in.peek() >= 0;
    } catch (SocketTimeoutException waits) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private void carryOut(Command command, CommandCall call) throws IOException {
    var reply = new Reply();
    var response =
        command.name().equals("AUTHENTICATE")
            ? authenticate(command)
            : dispatcher.perform(command, intake, reply);
    Optional<String> lie = strike(Moment.DONE, call, Optional.of(command));
    reply.writeTo(out);
    if (lie.or(() -> response).isPresent()) {
      line(tag + " " + lie.or(() -> response).get());
    }
  }

  private Optional<String> authenticate(Command command) throws IOException {
    if (!command.argument(0).word().equals("PLAIN") || !session.has(Extension.AUTH_PLAIN)) {
      return Optional.of("NO [CANNOT] Unsupported authentication mechanism.");
    }
    String initial;
    if (command.arguments().size() > 1) {
      if (!session.has(Extension.SASL_IR)) {
        return Optional.of("BAD Initial response without SASL-IR");
      }
      initial = command.argument(1).text();
    } else {
      line("+ ");
      initial = new String(in.readLine(MAX_LINE_BYTES), StandardCharsets.US_ASCII);
    }
    return Optional.of(dispatcher.authenticatePlain(initial));
  }

  private Command readCommand() throws IOException {
    var reader = new ValueReader(in, this::literal);
    String word = reader.word();
    if (word.isEmpty()) {
      throw new WireException("tag expected");
    }
    tag = word;
    reader.skipSpaces();
    name = reader.word().toUpperCase(Locale.ROOT);
    if (name.equals("UID")) {
      reader.skipSpaces();
      name += " " + reader.word().toUpperCase(Locale.ROOT);
    }
    nth = server.counted(name);
    return new Command(tag, name, reader.restOfLine());
  }

  private Value literal(List<Value> before, LiteralHeader header, OctetReader source)
      throws IOException {
    literals++;
    heard = List.copyOf(before);
    if (header.nonSynchronizing() && !mayBeNonSynchronizing(header.sizeBytes())) {
      line("* BYE [CLIENTBUG] Non-synchronizing literal where none is allowed");
      out.cut(Fault.Cut.FIN);
      throw new CutOnPurpose();
    }
    boolean isMessage = name.equals("APPEND") && !intake.isMailboxName(before);
    Optional<String> refusal = strike(Moment.LITERAL_ANNOUNCED, call(before), Optional.empty());
    if (refusal.isEmpty() && isMessage) {
      refusal = intake.refusal(before, header);
    }
    if (refusal.isPresent()) {
      if (!header.nonSynchronizing() || isLeftUnread(refusal.get())) {
        throw new Refusal(refusal.get());
      }
      return intake.swallow(header, source, refusal.get());
    }
    if (!header.nonSynchronizing()) {
      line("+ OK");
    }
    return isMessage ? intake.take(before, header, source) : ValueReader.hold(header, source);
  }

  private boolean mayBeNonSynchronizing(long sizeBytes) {
    // RFC 7888 section 4: with LITERAL- up to 4,096 octets.
    return session.has(Extension.LITERAL_PLUS)
        || (session.has(Extension.LITERAL_MINUS) && sizeBytes <= 4096);
  }

  private boolean isLeftUnread(String response) {
    return session.options().parsesLiteralAfterBad() && response.startsWith("BAD");
  }

  /** After a syntax error: up to the end of the command, or of the line where that is the quirk. */
  private void skipRestOfCommand() throws IOException {
    while (true) {
      String line = new String(in.readLine(MAX_LINE_BYTES), StandardCharsets.ISO_8859_1);
      int brace = line.lastIndexOf('{');
      if (session.options().parsesLiteralAfterBad()
          || brace < 0
          || !line.substring(brace).matches("\\{\\d{1,18}[+-]}")) {
        return;
      }
      long size = Long.parseLong(line.substring(brace + 1, line.length() - 2));
      in.transfer(size, OutputStream.nullOutputStream());
    }
  }

  /** Lets a fault happen; answers words to say in place of the server's own. */
  private Optional<String> strike(Moment moment, CommandCall call, Optional<Command> command)
      throws IOException {
    switch (server.faultPlan().at(moment, call)) {
      case Fault.None() -> {}
      case Fault.Answer(String response) -> {
        return Optional.of(response);
      }
      case Fault.Say(List<String> lines) -> {
        for (String text : lines) {
          line(text);
        }
      }
      case Fault.Drop(Fault.Cut cut) -> cut(cut);
      case Fault.DropAfterOctets(long octets, Fault.Cut cut) -> out.cutAfter(octets, cut);
      case Fault.FallSilent() -> out.fallSilent();
      case Fault.ActLater(var delay, Fault.Cut cut) -> {
        Command late = received(moment, command);
        AppendIntake messages = intake;
        session
            .options()
            .lateDelivery()
            .schedule(delay, () -> dispatcher.perform(late, messages, new Reply()));
        cut(cut);
      }
      case Fault.StorePart(int messages, String response) -> {
        intake.storeOnly(messages);
        dispatcher.perform(received(moment, command), intake, new Reply());
        if (response.isEmpty()) {
          cut(Fault.Cut.FIN);
        }
        return Optional.of(response);
      }
      case Fault.WaitFor(CountDownLatch gate) -> await(gate);
    }
    return Optional.empty();
  }

  private static Command received(Moment moment, Optional<Command> command) {
    if (moment != Moment.RECEIVED) {
      throw new IllegalStateException("this fault strikes only at RECEIVED");
    }
    return command.orElseThrow();
  }

  private void cut(Fault.Cut how) throws IOException {
    out.cut(how);
    throw new CutOnPurpose();
  }

  private void await(CountDownLatch gate) throws IOException {
    out.flush();
    try {
      if (!gate.await(GATE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("nobody opened the gate in " + GATE_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted at a gate");
    }
  }

  private CommandCall call(List<Value> arguments) {
    Optional<String> mailbox =
        name.equals("APPEND") && !arguments.isEmpty() && !arguments.getFirst().isList()
            ? Optional.of(arguments.getFirst().text())
            : session.selected().map(view -> view.mailbox.name());
    return new CommandCall(
        session.number,
        session.user().map(account -> account.user),
        tag,
        name,
        nth,
        mailbox,
        CommandPrinter.print(name, arguments),
        literals);
  }

  private void line(String text) throws IOException {
    out.write(ImapText.octets(text + "\r\n"));
  }
}
