package org.transhume.cli.progress;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Locale;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.report.ReportText;
import org.transhume.cli.report.VerdictText;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.PassMode;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/**
 * Makes the view a person asked for.
 *
 * @param sleeper waits between two drawings
 */
public record Views(Terminal terminal, Ticker ticker, Sleeper sleeper, ZoneId zone, Locale locale) {
  /** How much is shown. */
  public enum Style {
    /** A bar on a terminal, lines elsewhere, and the report. */
    USUAL,
    /** Nothing unless something is wrong. */
    QUIET,
    /** One JSON object a line. */
    JSON
  }

  /** The sentences for a pair of accounts, as they can be shown on standard error. */
  public Explanations explanations(Dialect dialect, Peer source, Peer destination) {
    return explanations(terminal.errGlyphs(), dialect, source, destination);
  }

  private Explanations explanations(Glyphs glyphs, Dialect dialect, Peer source, Peer destination) {
    return new Explanations(Texts.in(locale), glyphs, dialect, source, destination, zone);
  }

  /** A view for one run. */
  public View of(Style style, PassMode mode, Dialect dialect, Peer source, Peer destination) {
    Explanations onErr = explanations(dialect, source, destination);
    if (style == Style.JSON) {
      var out = new PrintWriter(terminal.out(), true);
      return new JsonView(out, terminal.err(), onErr, sleeper);
    }
    Glyphs outGlyphs = terminal.outGlyphs();
    Explanations onOut = explanations(outGlyphs, dialect, source, destination);
    var report =
        new ReportText(outGlyphs, onOut, new VerdictText(onOut, zone), terminal.outColumns());
    var tally = new Tally();
    return new HumanView(
        new HumanView.Screen(terminal.out(), terminal.err(), terminal.errGlyphs()),
        onErr,
        report,
        tally,
        meter(style, mode, tally),
        style == Style.QUIET);
  }

  private Meter meter(Style style, PassMode mode, Tally tally) {
    if (style == Style.QUIET) {
      return Meter.none(terminal.err());
    }
    return terminal.errIsTerminal()
        ? new BarMeter(
            terminal.err(), terminal.errGlyphs(), tally, terminal.columns(), ticker, sleeper)
        : new LineMeter(terminal.err(), terminal.errGlyphs(), mode, tally, ticker, sleeper);
  }
}
