package org.transhume.imap.testkit.seed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.transhume.imap.testkit.wire.Value;

/**
 * Takes FETCH responses as they arrive and hands them on, so that a listing of a hundred thousand
 * messages is never held; other untagged responses are left alone.
 */
final class FetchDrain<T> implements Predicate<Untagged> {
  private final BodyReader<T> bodies;
  private final Consumer<FetchedMail<T>> consumer;

  FetchDrain(BodyReader<T> bodies, Consumer<FetchedMail<T>> consumer) {
    this.bodies = bodies;
    this.consumer = consumer;
  }

  /** Whether the response was taken. */
  @Override
  public boolean test(Untagged response) {
    if (response instanceof Untagged.Numbered(_, String name, List<Value> values)
        && name.equals("FETCH")) {
      mail(values.getFirst().items()).ifPresent(consumer);
      return true;
    }
    return false;
  }

  /** A FETCH without a UID is news about flags, not what was asked for. */
  @SuppressWarnings("unchecked")
  private Optional<FetchedMail<T>> mail(List<Value> pairs) {
    long uid = 0;
    List<String> flags = List.of();
    String date = "";
    Optional<T> body = Optional.empty();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      Value value = pairs.get(i + 1);
      switch (pairs.get(i).word()) {
        case "UID" -> uid = value.number();
        case "FLAGS" -> flags = value.items().stream().map(Value::text).toList();
        case "INTERNALDATE" -> date = value.text();
        case "BODY[]" ->
            body =
                switch (value) {
                  case Value.Consumed(Object result) -> Optional.of((T) result);
                  case Value.Text text when !text.isNil() -> Optional.of(read(text.octets()));
                  case Value.Text _, Value.Items _ -> Optional.empty();
                };
        default -> {}
      }
    }
    return uid == 0 ? Optional.empty() : Optional.of(new FetchedMail<>(uid, flags, date, body));
  }

  private T read(byte[] octets) {
    try {
      return bodies.read(new ByteArrayInputStream(octets), octets.length);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
