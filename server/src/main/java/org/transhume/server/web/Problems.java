package org.transhume.server.web;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every refusal as problem+json (RFC 9457) with a stable {@code code}, and a sentence in the
 * caller's language.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private final MessageSource texts;

  Problems(MessageSource texts) {
    this.texts = texts;
  }

  @ExceptionHandler
  ProblemDetail refused(Refusal refusal, Locale locale) {
    return problem(
        HttpStatus.UNPROCESSABLE_CONTENT,
        refusal.code(),
        locale,
        Map.of("field", refusal.field()),
        refusal.value());
  }

  /** Not even whether it exists is told. */
  @ExceptionHandler
  ProblemDetail notAllowed(NotAllowedException e, Locale locale) {
    return problem(HttpStatus.FORBIDDEN, "not-allowed", locale, Map.of());
  }

  /** A bug of ours: said to the one who asked without its words, and to the log with them. */
  @ExceptionHandler
  ProblemDetail unexpected(RuntimeException e, Locale locale) {
    logger.error("Nobody expected this", e);
    return problem(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", locale, Map.of());
  }

  /** What Spring refuses by itself gets a code too: that of its status. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> response =
        super.handleExceptionInternal(e, body, headers, status, request);
    if (response != null && response.getBody() instanceof ProblemDetail problem) {
      String name = HttpStatus.valueOf(status.value()).name();
      problem.setProperty("code", name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return response;
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Map<String, String> fields = new TreeMap<>();
    for (FieldError error : e.getFieldErrors()) {
      fields.put(error.getField(), String.valueOf(error.getDefaultMessage()));
    }
    ProblemDetail problem =
        problem(HttpStatus.BAD_REQUEST, "invalid", request.getLocale(), Map.of("fields", fields));
    return ResponseEntity.badRequest().body(problem);
  }

  private ProblemDetail problem(
      HttpStatus status, String code, Locale locale, Map<String, Object> more, Object... words) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            status, texts.getMessage("problem." + code, words, code, locale));
    problem.setProperty("code", code);
    more.forEach(problem::setProperty);
    return problem;
  }
}
