package org.transhume.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
  private final AtomicLong now = new AtomicLong();
  private final LoginGuard guard = new LoginGuard(now::get);

  private void fail(int times, String login, String address) {
    for (int i = 0; i < times; i++) {
      guard.failed(login, address);
    }
  }

  @Test
  void holdsALoginAfterFiveWrongPasswordsFromOneAddressForAQuarterOfAnHour() {
    fail(4, "alice", "192.0.2.1");
    assertThat(guard.isHeld("alice", "192.0.2.1")).isFalse();

    fail(1, " ALICE", "192.0.2.1");

    assertThat(guard.isHeld("alice", "192.0.2.1")).isTrue();
    assertThat(guard.isHeld("alice", "192.0.2.2")).isFalse();
    assertThat(guard.isHeld("bob", "192.0.2.1")).isFalse();
    now.addAndGet(LoginGuard.HOLD.toNanos() + 1);
    assertThat(guard.isHeld("alice", "192.0.2.1")).isFalse();
  }

  @Test
  void holdsAnAddressThatTriesManyLogins() {
    for (int i = 0; i < 30; i++) {
      fail(1, "somebody" + i, "192.0.2.1");
    }

    assertThat(guard.isHeld("alice", "192.0.2.1")).isTrue();
    assertThat(guard.isHeld("alice", "192.0.2.2")).isFalse();
  }

  @Test
  void holdsALoginThatIsTriedFromManyAddresses() {
    for (int i = 0; i < 100; i++) {
      fail(1, "alice", "192.0.2." + i);
    }

    assertThat(guard.isHeld("alice", "198.51.100.1")).isTrue();
    assertThat(guard.isHeld("bob", "198.51.100.1")).isFalse();
  }

  @Test
  void forgetsWrongPasswordsAfterARightOne() {
    fail(4, "alice", "192.0.2.1");

    guard.succeeded("alice", "192.0.2.1");
    fail(4, "alice", "192.0.2.1");

    assertThat(guard.isHeld("alice", "192.0.2.1")).isFalse();
  }
}
