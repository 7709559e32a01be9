package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendsAtOnceTest {
  private final AppendsAtOnce appends = new AppendsAtOnce();

  @Test
  void bearsALossThatMayBeTheNetworks() {
    appends.lost(appends.strikes(), 0);

    assertThat(appends.areRefused()).isFalse();
  }

  @Test
  void learnsFromTheSecondLoss() {
    appends.lost(appends.strikes(), 0);
    appends.lost(appends.strikes(), 3);

    assertThat(appends.areRefused()).isTrue();
  }

  @Test
  void countsConnectionsThatWereLostTogetherOnce() {
    int before = appends.strikes();
    appends.lost(before, 0);
    appends.lost(before, 0);
    appends.lost(before, 1);

    assertThat(appends.areRefused()).isFalse();
  }

  @Test
  void blamesNoServerThatBoreManyAtOnce() {
    for (int cut = 0; cut < 5; cut++) {
      appends.lost(appends.strikes(), 400);
    }

    assertThat(appends.areRefused()).isFalse();
  }

  @Test
  void knowsJamesByItsGreeting() {
    appends.greeted("JAMES IMAP4rev1 Server mail.example.com is ready.");

    assertThat(appends.areRefused()).isTrue();
  }

  @Test
  void knowsNothingOfOthers() {
    appends.greeted("james.example.com IMAP4rev1 service ready");

    assertThat(appends.areRefused()).isFalse();
  }
}
