package org.transhume.server.web;

/**
 * What was asked cannot be done as it was asked. The code is a stable word; its sentence stands in
 * the bundle {@code problems} under that word.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String field;
  private final String value;

  /**
   * A refusal.
   *
   * @param field what was asked wrongly
   * @param value what stood there, or what stands against it; never a secret
   */
  public Refusal(String code, String field, String value) {
    super(code + ": " + field, null, false, false);
    this.code = code;
    this.field = field;
    this.value = value;
  }

  public String code() {
    return code;
  }

  public String field() {
    return field;
  }

  public String value() {
    return value;
  }
}
