package org.transhume.server;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.transhume.mail.Entropy;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/** What the server gets from the machine, so that tests can give something else. */
@Configuration(proxyBeanMethods = false)
class ServerSeams {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Ticker ticker() {
    return Ticker.system();
  }

  @Bean
  Sleeper sleeper() {
    return Sleeper.system();
  }

  @Bean
  Entropy entropy() {
    return Entropy.system();
  }
}
