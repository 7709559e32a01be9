package org.transhume.engine.selection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.engine.content.SentDate;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.SearchKeys;

/**
 * Which messages of the folders taken a person wants. What an endpoint does not tell of a message
 * is never a reason to leave it out.
 *
 * @param days by their dates
 * @param maxAge none older, counted from the pass's beginning
 * @param minAge none younger
 * @param maxBytes none larger by the size the server announces
 * @param minBytes none smaller
 * @param with flags they must have, all of them
 * @param without flags they must not have, none of them
 * @param search what else they must be found by; the server decides
 */
public record MessageRules(
    DateWindow days,
    Optional<Duration> maxAge,
    Optional<Duration> minAge,
    OptionalLong maxBytes,
    OptionalLong minBytes,
    Flags with,
    Flags without,
    Optional<SearchKeys> search) {
  public MessageRules {
    if (maxAge.isPresent() && minAge.isPresent() && maxAge.get().compareTo(minAge.get()) <= 0) {
      throw new IllegalArgumentException("The greatest age wanted is not above the least");
    }
    if (maxBytes.isPresent()
        && minBytes.isPresent()
        && maxBytes.getAsLong() < minBytes.getAsLong()) {
      throw new IllegalArgumentException("The greatest size wanted is below the least");
    }
  }

  /** Every message. */
  public static MessageRules everything() {
    return new MessageRules(
        DateWindow.always(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Flags.none(),
        Flags.none(),
        Optional.empty());
  }

  /** Whether nothing can be left out. */
  public boolean takeAll() {
    return equals(everything());
  }

  /**
   * Whether the same message, unchanged, may be left out today and taken tomorrow. A search may
   * name ages (RFC 5032), so it counts as such.
   */
  public boolean changeWithTime() {
    return maxAge.isPresent() || minAge.isPresent() || search.isPresent();
  }

  /** Whether a change of flags decides. */
  public boolean changeWithFlags() {
    return !with.isEmpty() || !without.isEmpty();
  }

  /** What has to be listed of a message to decide. */
  public Set<Item> needs() {
    var items = EnumSet.noneOf(Item.class);
    if (!days.isAlways() || maxAge.isPresent() || minAge.isPresent()) {
      items.add(Item.INTERNAL_DATE);
      if (days.of() == DateWindow.Basis.SENT) {
        items.add(Item.IDENTITY);
      }
    }
    if (maxBytes.isPresent() || minBytes.isPresent()) {
      items.add(Item.SIZE);
    }
    if (changeWithFlags()) {
      items.add(Item.FLAGS);
    }
    return items;
  }

  /** Why the message is left out, if it is; {@code now} is what ages are counted from. */
  public Optional<MessageRule> reason(Meta message, Instant now) {
    return byDate(message, now).or(() -> bySize(message)).or(() -> byFlags(message));
  }

  /**
   * A date of a message.
   *
   * @param written the calendar day that stands in it
   */
  private record When(Instant instant, LocalDate written) {
    static When of(InternalDate date) {
      long local = date.epochSecond() + date.offsetMinutes() * 60L;
      return new When(
          date.toInstant(), LocalDate.ofInstant(Instant.ofEpochSecond(local), ZoneOffset.UTC));
    }

    static When of(OffsetDateTime date) {
      return new When(date.toInstant(), date.toLocalDate());
    }
  }

  private Optional<MessageRule> byDate(Meta message, Instant now) {
    Optional<When> date = date(message);
    if (date.isEmpty()) {
      return Optional.empty();
    }
    Instant instant = date.get().instant();
    if (maxAge.isPresent() && instant.isBefore(now.minus(maxAge.get()))) {
      return Optional.of(MessageRule.TOO_OLD);
    }
    if (minAge.isPresent() && instant.isAfter(now.minus(minAge.get()))) {
      return Optional.of(MessageRule.TOO_YOUNG);
    }
    return days.reason(instant, date.get().written());
  }

  private Optional<When> date(Meta message) {
    Optional<When> received = message.internalDate().map(When::of);
    return switch (days.of()) {
      case RECEIVED -> received;
      case SENT -> message.identity().flatMap(SentDate::of).map(When::of).or(() -> received);
    };
  }

  private Optional<MessageRule> bySize(Meta message) {
    if (message.sizeBytes().isEmpty()) {
      return Optional.empty();
    }
    long size = message.sizeBytes().getAsLong();
    if (maxBytes.isPresent() && size > maxBytes.getAsLong()) {
      return Optional.of(MessageRule.TOO_LARGE);
    }
    return minBytes.isPresent() && size < minBytes.getAsLong()
        ? Optional.of(MessageRule.TOO_SMALL)
        : Optional.empty();
  }

  private Optional<MessageRule> byFlags(Meta message) {
    if (message.flags().isEmpty()) {
      return Optional.empty();
    }
    Flags flags = message.flags().get();
    if (!with.minus(flags).isEmpty()) {
      return Optional.of(MessageRule.FLAG_MISSING);
    }
    return without.minus(flags).equals(without)
        ? Optional.empty()
        : Optional.of(MessageRule.FLAG_UNWANTED);
  }

  /** The rules as a stable text: equal texts mean the same messages. */
  public String digest() {
    return takeAll() ? "" : toString();
  }
}
