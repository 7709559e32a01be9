package org.transhume.server.people;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What may be asked without logging in: health, and the description of the API. All else is by
 * Basic authentication, without a session, so that no page of somebody else can act for a person.
 */
@Configuration(proxyBeanMethods = false)
class LoginRules {

  /** Argon2id with Spring Security's present parameters; others can be read from older hashes. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  @Bean
  SecurityFilterChain rules(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll() // of a request that was let in already
                    .requestMatchers("/actuator/health/**", "/actuator/health")
                    .permitAll()
                    .requestMatchers("/api/v1/openapi.json")
                    .permitAll()
                    .requestMatchers("/api/v1/**")
                    .authenticated()
                    .anyRequest()
                    .denyAll())
        .httpBasic(basic -> basic.authenticationEntryPoint(problem()))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(problem()))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .formLogin(form -> form.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .headers(Customizer.withDefaults())
        .build();
  }

  private static AuthenticationEntryPoint problem() {
    return (request, response, e) -> {
      boolean held = e instanceof LockedException;
      HttpStatus status = held ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNAUTHORIZED;
      response.setStatus(status.value());
      if (!held) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"Transhume\", charset=\"UTF-8\"");
      }
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response
          .getOutputStream()
          .print(
              """
              {"status":%d,"code":"%s","title":"%s"}\
              """
                  .formatted(
                      status.value(),
                      held ? "login-held" : "login-needed",
                      held
                          ? "Too many wrong passwords. Try again in a quarter of an hour."
                          : "Log in with a login and a password of this server."));
    };
  }
}
