package org.transhume.imap.testkit.seed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.transhume.imap.testkit.wire.Value;

/**
 * What a server said to one command.
 *
 * @param status OK, NO or BAD
 * @param text what stands after it, response code included
 * @param untagged what came before the tagged response
 */
public record Answer(String status, String text, List<Untagged> untagged) {
  public Answer {
    untagged = List.copyOf(untagged);
  }

  public boolean isOk() {
    return status.equals("OK");
  }

  /** The arguments of a response code such as UIDNEXT, in the tagged or an untagged response. */
  public Optional<String> code(String name) {
    Pattern pattern = Pattern.compile("\\[" + Pattern.quote(name) + "(?: ([^\\]]*))?]");
    for (Untagged response : untagged) {
      if (response instanceof Untagged.Status(_, String words)) {
        Matcher match = pattern.matcher(words);
        if (match.find()) {
          return Optional.of(match.group(1) == null ? "" : match.group(1));
        }
      }
    }
    Matcher match = pattern.matcher(text);
    return match.find()
        ? Optional.of(match.group(1) == null ? "" : match.group(1))
        : Optional.empty();
  }

  /** The values of every untagged response of this name, such as LIST. */
  public List<List<Value>> data(String name) {
    return untagged.stream()
        .filter(Untagged.Data.class::isInstance)
        .map(Untagged.Data.class::cast)
        .filter(data -> data.name().equals(name))
        .map(Untagged.Data::values)
        .toList();
  }

  /** The last number an untagged response such as EXISTS gave. */
  public Optional<Long> number(String name) {
    return untagged.stream()
        .filter(Untagged.Numbered.class::isInstance)
        .map(Untagged.Numbered.class::cast)
        .filter(numbered -> numbered.name().equals(name))
        .map(Untagged.Numbered::number)
        .reduce((first, second) -> second);
  }

  /** The untagged responses as they would stand on the wire, literals and quoting left away. */
  public List<String> lines() {
    return untagged.stream().map(AnswerPrinter::print).toList();
  }
}
