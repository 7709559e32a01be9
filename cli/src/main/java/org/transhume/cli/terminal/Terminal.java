package org.transhume.cli.terminal;

import java.io.PrintStream;
import java.util.function.IntSupplier;
import org.transhume.cli.text.Glyphs;

/**
 * Where output goes. The launcher says which of the standard streams are a terminal, since Java
 * cannot ask for each of them; started in another way, nothing is taken for one.
 *
 * @param out the report, or JSON
 * @param err progress and trouble
 * @param outIsTerminal whether somebody reads {@code out} as it is written
 * @param errIsTerminal the same for {@code err}
 * @param columns how wide the terminal is, asked anew each time
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    IntSupplier columns) {
  /** System property with the numbers of the standard streams that are a terminal: {@code 012}. */
  public static final String STREAMS_PROPERTY = "transhume.terminal";

  /** How wide lines are where there is no terminal to ask. */
  private static final int COLUMNS_OF_A_FILE = 120;

  /** The streams of this process. */
  public static Terminal system() {
    String streams = System.getProperty(STREAMS_PROPERTY, "");
    return new Terminal(
        System.out,
        System.err,
        streams.contains("1"),
        streams.contains("2"),
        new ColumnsOfTerminal(System::nanoTime));
  }

  /** What can be shown on {@link #out}. */
  public Glyphs outGlyphs() {
    return new Glyphs(out.charset());
  }

  /** What can be shown on {@link #err}. */
  public Glyphs errGlyphs() {
    return new Glyphs(err.charset());
  }

  /** How wide a line of {@link #out} may be. */
  public int outColumns() {
    return outIsTerminal ? columns.getAsInt() : COLUMNS_OF_A_FILE;
  }
}
