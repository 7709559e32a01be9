package org.transhume.cli.outcome;

/**
 * What a person asked for cannot be begun, for a reason on this machine: the command line, a file,
 * the ledger. Its message is a sentence for people with the remedy, inert and without secrets.
 */
public final class StopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /** A reason and what the process ends with for it. */
  public StopException(ExitCode code, String sentence) {
    super(sentence);
    this.code = code;
  }

  /** A mistake on the command line. */
  public static StopException usage(String sentence) {
    return new StopException(ExitCode.USAGE, sentence);
  }

  /** What the process ends with. */
  public ExitCode code() {
    return code;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
